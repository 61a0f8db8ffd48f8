import type { Decimal } from "decimal.js"
import { costOnDay, toUnlisted } from "./cost-on-day"
import { refuseLines, type RefusedLine } from "./errors"
import { refuseLate } from "./late"
import { fifo, type Lot } from "./lot"
import {
  changeLevel,
  dateFor,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { refuseRepeated } from "./repeated"
import { least, notBelowZero, sumOf, toText, ZERO } from "./quantity"
import type { CountedHolders } from "./serial-count"
import {
  accountOf,
  heldAt,
  isDedicated,
  later,
  leastHeldSince,
  lotOf,
  lotsAt,
  openLotsAt,
  ownAt,
  positionAt,
  positionKey,
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
  /** Of a line that names its units: which of them are there. */
  units?: CountedHolders
}

/** A loss the consignee pays for that is not settled and not found again. */
export interface OpenLoss {
  movementId: string
  lotId: string
  inventoryItemId: string
  unitCost: Decimal
  branchCode: string | null
  effectiveAt: Date
  /** Quantity left to explain. */
  quantity: Decimal
}

export interface StockCount {
  warehouse: Warehouse
  /** Null: everything there was counted. */
  contractorId: string | null
  lines: StockCountLine[]
  /** The contractor's open losses at the warehouse, newest first. */
  openLosses: OpenLoss[]
  /** By item, what own stock there has changed by since the count; left out if that is now. */
  ownChanges?: ReadonlyMap<string, Decimal>
  /** Units on loan, which nobody finds there and which are not missing; left out if nothing is lent there. */
  lent?: LentUnits
}

export interface LentUnits {
  /** By lot. */
  ofLots: ReadonlyMap<string, Decimal>
  /** Of own stock, by item. */
  own: ReadonlyMap<string, Decimal>
}

/**
 * Compares a count with the books as of its date: units that moved later keep their effect. Missing units leave the
 * lots; surplus units are found again or are added to the newest lot, even an empty one. Afterwards levels and lots agree.
 * Units on loan count as present, whether the count includes them or not.
 * Throws: INVALID_DATA (an item twice; more than booked of an item he has no lot of), INSUFFICIENT_STOCK (what is missing
 * has left since), DEDICATED_WAREHOUSE (own goods found at a customer), PERIOD_CLOSED.
 */
export const decideStockCount = (count: StockCount, stock: Stock, facts: Facts): Posting => {
  const draft = openDraft(stock, facts)
  const { contractorId, lines } = count
  refuseRepeated(
    "inventory_item_id",
    lines.map((line) => ({
      index: line.index,
      thing: line.inventoryItemId,
      name: line.sku,
    }))
  )
  const refused = lines.flatMap((line) =>
    contractorId === null ? countAll(draft, count, line) : countOf(draft, count, contractorId, line)
  )
  const refusedFor = (code: RefusedLine["code"]) => refused.filter((line) => line.code === code)
  refuseLines("DEDICATED_WAREHOUSE", refusedFor("DEDICATED_WAREHOUSE"))
  refuseLines("INSUFFICIENT_STOCK", refusedFor("INSUFFICIENT_STOCK"))
  refuseLate(draft)
  refuseLines("INVALID_DATA", refusedFor("INVALID_DATA"))
  return toPosting(draft)
}

const countOf = (
  draft: Draft,
  count: StockCount,
  contractorId: string,
  line: StockCountLine
): RefusedLine[] => {
  const { warehouse } = count
  const position = positionAt(draft.stock, warehouse.stockLocationId, line.inventoryItemId)
  const own = notBelowZero(ownAt(draft.stock, position))
  const lots = lotsAt(draft.stock, position.stockLocationId, line.inventoryItemId).filter(
    (lot) => lot.contractorId === contractorId
  )
  const booked = bookedIn(draft, lots)
  const { least: fewest, most } = presentOf(line, lentOfLots(count, lots))
  const refused = most.lt(booked)
    ? lose(draft, count, line, lots, booked.minus(most))
    : fewest.gt(booked)
      ? find(draft, count, contractorId, line, fewest.minus(booked))
      : []
  settleLevel(draft, position, ownAfter(draft, warehouse, position, own))
  sendOwnHome(draft, warehouse, position)
  return refused
}

/**
 * How many units are there at least and at most, those on loan included: a count may leave them out or include them,
 * and only serial numbers tell which.
 */
const presentOf = (
  { counted, units }: StockCountLine,
  lent: Decimal
): { least: Decimal; most: Decimal } => {
  const most = counted.plus(lent).minus(units?.namedLent ?? ZERO)
  return { least: units ? most : counted, most }
}

const lentOfLots = ({ lent }: StockCount, lots: Lot[]): Decimal =>
  sumOf(lots, (lot) => lent?.ofLots.get(lot.id) ?? ZERO)

/** Own pieces that stay or move home. At a customer everything is his consignment: more is not there. */
const ownAfter = (
  draft: Draft,
  warehouse: Warehouse,
  position: Position,
  own: Decimal
): Decimal => {
  if (holdsOwn(warehouse)) return own
  return isDedicated(warehouse) ? least(own, notBelowZero(ownAt(draft.stock, position))) : ZERO
}

const holdsOwn = (warehouse: Warehouse): boolean =>
  warehouse.direction === "inbound" && !isDedicated(warehouse)

const countAll = (draft: Draft, count: StockCount, line: StockCountLine): RefusedLine[] => {
  const { warehouse } = count
  const position = positionAt(draft.stock, warehouse.stockLocationId, line.inventoryItemId)
  const own = notBelowZero(ownAt(draft.stock, position))
  const lots = lotsAt(draft.stock, position.stockLocationId, line.inventoryItemId)
  const booked = bookedIn(draft, lots)
  const ownThen = notBelowZero(own.minus(count.ownChanges?.get(line.inventoryItemId) ?? ZERO))
  const ownLent = count.lent?.own.get(line.inventoryItemId) ?? ZERO
  const present = presentOf(line, lentOfLots(count, lots).plus(ownLent))
  const missing = notBelowZero(booked.plus(ownThen).minus(present.most))
  const missingOwn = notBelowZero(
    least(
      missing.minus(sumOf(line.units?.missing.values() ?? [], (quantity) => quantity)),
      ownThen,
      own.minus(keptOf(line.units?.ownPresent, line.units?.ownLent, ownLent))
    )
  )
  const more = notBelowZero(present.least.minus(booked.plus(ownThen)))
  const refused = missing.gt(missingOwn)
    ? lose(draft, count, line, lots, missing.minus(missingOwn))
    : []
  const ownLeft = own.minus(missingOwn).plus(more)
  settleLevel(draft, position, ownLeft)
  sendOwnHome(draft, warehouse, position)
  return holdsOwn(warehouse) || isDedicated(warehouse) || ownLeft.isZero()
    ? refused
    : [...refused, toOwnAtCustomer(line, ownLeft)]
}

/** Units of a lot or of own stock that no loss takes: those that were found by name, and those on loan. */
const keptOf = (
  present: Decimal | undefined,
  lentAmongThem: Decimal | undefined,
  lent: Decimal
): Decimal => (present ?? ZERO).plus(notBelowZero(lent.minus(lentAmongThem ?? ZERO)))

const toOwnAtCustomer = (line: StockCountLine, own: Decimal): RefusedLine => ({
  index: line.index,
  code: "DEDICATED_WAREHOUSE",
  message: `${toText(own)} of ${line.sku ?? line.inventoryItemId} would be own stock at a customer; deliver them instead.`,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  own: toText(own),
})

/** In FIFO order, by the liability of each owner's agreement, which is frozen on the movement. */
const lose = (
  draft: Draft,
  count: StockCount,
  line: StockCountLine,
  lots: Lot[],
  quantity: Decimal
): RefusedLine[] => {
  let left = quantity
  const unlisted: RefusedLine[] = []
  for (const { lot, limit } of inOrderOfLoss(lots, line)) {
    const held = leastHeldSince(draft.stock, lot, dateFor(draft, lot))
    const lent = count.lent?.ofLots.get(lot.id) ?? ZERO
    const kept = keptOf(line.units?.present.get(lot.id), line.units?.lent.get(lot.id), lent)
    const missing = least(left, held.minus(kept), limit ?? left)
    if (missing.lte(0)) continue
    const liable = accountOf(draft.stock, lot).countLossLiability === "consignee"
    const parts = liable ? takeFifo([lot], missing) : takeUnpaidFirst([lot], missing)
    const lostAt = dateFor(draft, lot)
    for (const part of parts) {
      const isAtCost = part.isPrepaid || !liable
      const unitCost = isAtCost ? part.unitCost : costOnDay(draft.stock, lot, lostAt)
      if (unitCost === null) unlisted.push(toUnlisted(draft.stock, line.index, lot, lostAt))
      move(draft, lot.id, {
        type: "count_loss",
        lineId: line.id,
        quantity: part.quantity.negated(),
        unitCost: unitCost ?? part.unitCost,
        branchCode: count.warehouse.branchCode,
        effectiveAt: lostAt,
        liable,
      })
    }
    left = left.minus(missing)
  }
  return left.gt(0) ? [toGone(line, quantity, left)] : unlisted.slice(0, 1)
}

/** A lot loses the units of it that were not found, before others; what was found stays. */
const inOrderOfLoss = (
  lots: Lot[],
  { units }: StockCountLine
): { lot: Lot; limit: Decimal | null }[] => [
  ...lots.flatMap((lot) => {
    const limit = units?.missing.get(lot.id)
    return limit ? [{ lot, limit }] : []
  }),
  ...lots.map((lot) => ({ lot, limit: null })),
]

const toGone = (line: StockCountLine, missing: Decimal, gone: Decimal): RefusedLine => ({
  index: line.index,
  code: "INSUFFICIENT_STOCK",
  message: `${toText(missing)} of ${line.sku ?? line.inventoryItemId} were missing then, but ${toText(gone)} of them have left since; count again.`,
  reason: "count_again",
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  quantity: toText(missing),
  available: toText(missing.minus(gone)),
})

const bookedIn = (draft: Draft, lots: Lot[]): Decimal =>
  sumOf(lots, (lot) => heldAt(draft.stock, lot, dateFor(draft, lot)))

const find = (
  draft: Draft,
  count: StockCount,
  contractorId: string,
  line: StockCountLine,
  quantity: Decimal
): RefusedLine[] => {
  let left = quantity
  for (const loss of count.openLosses.filter(
    (open) =>
      open.inventoryItemId === line.inventoryItemId &&
      open.effectiveAt.getTime() <= dateFor(draft, lotOf(draft.stock, open.lotId)).getTime()
  )) {
    const found = least(left, loss.quantity)
    if (found.lte(0)) continue
    move(draft, loss.lotId, {
      type: "count_gain",
      lineId: line.id,
      quantity: found,
      unitCost: loss.unitCost,
      branchCode: loss.branchCode,
      effectiveAt: later(dateFor(draft, lotOf(draft.stock, loss.lotId)), loss.effectiveAt),
      reversesId: loss.movementId,
      liable: true,
    })
    left = left.minus(found)
  }
  if (left.lte(0)) return []
  const newest = newestLotOf(draft, count.warehouse, contractorId, line)
  if (!newest) {
    return [
      {
        index: line.index,
        code: "INVALID_DATA",
        path: "counted_quantity",
        message:
          "The contractor had no lot of this item here to book the surplus on; post a goods receipt.",
        reason: "no_lot_for_surplus",
      },
    ]
  }
  move(draft, newest.id, {
    type: "count_gain",
    lineId: line.id,
    quantity: left,
    unitCost: newest.unitCost,
    branchCode: count.warehouse.branchCode,
    effectiveAt: later(dateFor(draft, newest), newest.receivedAt),
  })
  return []
}

const newestLotOf = (
  draft: Draft,
  warehouse: Warehouse,
  contractorId: string,
  line: StockCountLine
): Lot | undefined =>
  (
    draft.stock.lotsByPosition.get(positionKey(warehouse.stockLocationId, line.inventoryItemId)) ??
    []
  )
    .filter(
      (lot) =>
        lot.contractorId === contractorId &&
        lot.warehouseId === warehouse.id &&
        lot.receivedAt.getTime() <= dateFor(draft, lot).getTime()
    )
    .sort(fifo)
    .at(-1)

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
