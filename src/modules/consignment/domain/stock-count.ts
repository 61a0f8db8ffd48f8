import type { Decimal } from "decimal.js"
import { refuseLines, type RefusedLine } from "./errors"
import { refuseLate } from "./late"
import type { Lot } from "./lot"
import {
  changeLevel,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { least, notBelowZero, sumOf, ZERO } from "./quantity"
import {
  accountOf,
  heldSince,
  isDedicated,
  openLotsAt,
  ownAt,
  positionAt,
  type Position,
  type Stock,
  type Warehouse,
} from "./stock"
import { takeFifo, takeUnpaidFirst } from "./take-from-lots"

export interface StockCountLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  counted: Decimal
}

/** A loss the consignee pays for that is not settled and not found again. */
export interface OpenLoss {
  movementId: string
  lotId: string
  inventoryItemId: string
  unitCost: Decimal
  branchCode: string | null
  /** What is left of it. */
  quantity: Decimal
}

export interface StockCount {
  warehouse: Warehouse
  /** Null: everything there was counted. */
  contractorId: string | null
  lines: StockCountLine[]
  /** The contractor's open losses at the warehouse, newest first. */
  openLosses: OpenLoss[]
  /** His newest lot of each item there, even if it is empty. */
  newestLots: Lot[]
}

/**
 * Decides what a count says against the books: what is missing leaves the lots, what is more is found again or lies on
 * the newest lot; afterwards levels and lots agree.
 * Throws: INVALID_DATA (more than booked of an item he has no lot of), PERIOD_CLOSED.
 */
export const decideStockCount = (count: StockCount, stock: Stock, facts: Facts): Posting => {
  const draft = openDraft(stock, facts)
  refuseLines(
    "INVALID_DATA",
    count.lines.flatMap((line) =>
      count.contractorId === null ? countAll(draft, count, line) : countOf(draft, count, line)
    )
  )
  refuseLate(draft)
  return toPosting(draft)
}

const countOf = (draft: Draft, count: StockCount, line: StockCountLine): RefusedLine[] => {
  const position = positionAt(draft.stock, count.warehouse.stockLocationId, line.inventoryItemId)
  const own = notBelowZero(ownAt(draft.stock, position))
  const lots = openLotsAt(draft.stock, position.stockLocationId, line.inventoryItemId).filter(
    (lot) => lot.contractorId === count.contractorId
  )
  const booked = sumOf(lots, (lot) => lot.remaining)
  if (line.counted.lt(booked)) lose(draft, count, line, lots, booked.minus(line.counted))
  const refused = line.counted.gt(booked)
    ? find(draft, count, line, line.counted.minus(booked))
    : []
  settleLevel(draft, position, own)
  return refused
}

const countAll = (draft: Draft, count: StockCount, line: StockCountLine): RefusedLine[] => {
  const { warehouse } = count
  const position = positionAt(draft.stock, warehouse.stockLocationId, line.inventoryItemId)
  const own = notBelowZero(ownAt(draft.stock, position))
  const lots = openLotsAt(draft.stock, position.stockLocationId, line.inventoryItemId)
  const booked = sumOf(lots, (lot) => lot.remaining)
  const missing = notBelowZero(booked.plus(own).minus(line.counted))
  const missingOwn = least(missing, own)
  const more = notBelowZero(line.counted.minus(booked.plus(own)))
  if (missing.gt(missingOwn)) lose(draft, count, line, lots, missing.minus(missingOwn))
  settleLevel(draft, position, own.minus(missingOwn).plus(more))
  sendOwnHome(draft, warehouse, position)
  return []
}

/** In FIFO order, by the liability of each owner's agreement, which is frozen on the movement. */
const lose = (
  draft: Draft,
  count: StockCount,
  line: StockCountLine,
  lots: Lot[],
  quantity: Decimal
): void => {
  let left = quantity
  for (const lot of lots) {
    const missing = least(left, lot.remaining)
    if (missing.lte(0)) continue
    const liable = accountOf(draft.stock, lot).countLossLiability === "consignee"
    const parts = liable ? takeFifo([lot], missing) : takeUnpaidFirst([lot], missing)
    for (const part of parts) {
      move(draft, lot.id, {
        type: "count_loss",
        lineId: line.id,
        quantity: part.quantity.negated(),
        unitCost: part.unitCost,
        branchCode: count.warehouse.branchCode,
        effectiveAt: heldSince(draft.stock, lot, part.quantity, draft.facts.effectiveAt),
        liable,
      })
    }
    left = left.minus(missing)
  }
}

const find = (
  draft: Draft,
  count: StockCount,
  line: StockCountLine,
  quantity: Decimal
): RefusedLine[] => {
  let left = quantity
  for (const loss of count.openLosses.filter(
    (open) => open.inventoryItemId === line.inventoryItemId
  )) {
    const found = least(left, loss.quantity)
    if (found.lte(0)) continue
    move(draft, loss.lotId, {
      type: "count_gain",
      lineId: line.id,
      quantity: found,
      unitCost: loss.unitCost,
      branchCode: loss.branchCode,
      effectiveAt: draft.facts.effectiveAt,
      reversesId: loss.movementId,
      liable: true,
    })
    left = left.minus(found)
  }
  if (left.lte(0)) return []
  const newest = count.newestLots.find((lot) => lot.inventoryItemId === line.inventoryItemId)
  if (!newest) {
    return [
      {
        index: line.index,
        code: "INVALID_DATA",
        path: "counted_quantity",
        message:
          "The contractor has no lot of this item here that the surplus could lie on; receive it.",
      },
    ]
  }
  move(draft, newest.id, {
    type: "count_gain",
    lineId: line.id,
    quantity: left,
    unitCost: newest.unitCost,
    branchCode: count.warehouse.branchCode,
    effectiveAt: draft.facts.effectiveAt,
  })
  return []
}

/** Afterwards stocked = lots + own − pending: the count resolves a difference. */
const settleLevel = (draft: Draft, position: Position, own: Decimal): void => {
  const lots = openLotsAt(draft.stock, position.stockLocationId, position.inventoryItemId)
  const stocked = sumOf(lots, (lot) => lot.remaining)
    .plus(own)
    .minus(position.pending)
  const { stockLocationId, inventoryItemId } = position
  changeLevel(draft, {
    stockLocationId,
    inventoryItemId,
    quantity: stocked.minus(position.stocked),
  })
}

const sendOwnHome = (draft: Draft, warehouse: Warehouse, position: Position): void => {
  const own = isDedicated(warehouse) ? notBelowZero(ownAt(draft.stock, position)) : ZERO
  const { inventoryItemId } = position
  changeLevel(draft, {
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId,
    quantity: own.negated(),
  })
  changeLevel(draft, {
    stockLocationId: warehouse.ownStockLocationId,
    inventoryItemId,
    quantity: own,
  })
}
