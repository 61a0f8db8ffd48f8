import type { Decimal } from "decimal.js"
import type { IssuedAllocation } from "./allocation"
import { consume } from "./consume"
import { costOnDay, toUnlisted } from "./cost-on-day"
import { ConsignmentError, refuseLines, type RefusedLine } from "./errors"
import { refuseLate } from "./late"
import {
  allocate,
  changeLevel,
  dateFor,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { least, notBelowZero, sumOf, toText, ZERO } from "./quantity"
import { namedLotsFirst } from "./serving-order"
import {
  availableAt,
  heldSince,
  isDedicated,
  ownAt,
  positionAt,
  type Stock,
  type Warehouse,
} from "./stock"
import { insufficient, lotsFor, takeFifo, type Taken, type TakingLine } from "./take-from-lots"

export interface OwnershipTransfer {
  warehouse: Warehouse
  contractorId: string | null
  lines: TakingLine[]
}

/**
 * Decides which consigned goods become ours without being sold. Nothing moves, but out of a dedicated warehouse, where
 * own goods may not lie.
 * Throws: INSUFFICIENT_STOCK, PERIOD_CLOSED, INVALID_DATA (a supplier's price list has no price of the day).
 */
export const decideOwnershipTransfer = (
  transfer: OwnershipTransfer,
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  const refused = namedLotsFirst(transfer.lines).flatMap((line) => buy(draft, transfer, line))
  const refusedFor = (code: RefusedLine["code"]) => refused.filter((line) => line.code === code)
  refuseLines("INSUFFICIENT_STOCK", refusedFor("INSUFFICIENT_STOCK"))
  refuseLate(draft)
  refuseLines("INVALID_DATA", refusedFor("INVALID_DATA"))
  return toPosting(draft)
}

const buy = (draft: Draft, transfer: OwnershipTransfer, line: TakingLine): RefusedLine[] => {
  const { warehouse } = transfer
  const lots = lotsFor(draft, line, warehouse, transfer.contractorId)
  const held = sumOf(lots, (lot) => lot.remaining)
  const position = positionAt(draft.stock, warehouse.stockLocationId, line.inventoryItemId)
  const limit = isDedicated(warehouse) ? least(held, availableAt(position)) : held
  if (line.quantity.gt(limit)) return [insufficient(line, limit)]
  const parts = takeFifo(lots, line.quantity).map((taken) => {
    const boughtAt = dateFor(draft, taken.lot)
    return { taken, boughtAt, unitCost: costOf(draft, line, taken, boughtAt) }
  })
  for (const { taken, boughtAt, unitCost } of parts) {
    consume(
      draft,
      { ...taken, unitCost: unitCost ?? taken.unitCost },
      {
        type: "ownership_transfer",
        lineId: line.id,
        branchCode: warehouse.branchCode,
        effectiveAt: heldSince(draft.stock, taken.lot, taken.quantity, boughtAt),
      }
    )
  }
  movePieces(draft, warehouse, line.inventoryItemId, line.quantity)
  const unlisted = parts.find(({ unitCost }) => unitCost === null)
  if (!unlisted) return []
  return [toUnlisted(draft.stock, line.index, unlisted.taken.lot, unlisted.boughtAt)]
}

/** Goods that are bought with their receipt cost what it says. */
const costOf = (draft: Draft, line: TakingLine, { lot, ...taken }: Taken, boughtAt: Date) =>
  taken.isPrepaid || line.takesSold ? taken.unitCost : costOnDay(draft.stock, lot, boughtAt)

/** From a dedicated warehouse to its own location, or back where the quantity is negative. */
const movePieces = (
  draft: Draft,
  warehouse: Warehouse,
  inventoryItemId: string,
  quantity: Decimal
): void => {
  if (!isDedicated(warehouse)) return
  const { stockLocationId, ownStockLocationId } = warehouse
  changeLevel(draft, { stockLocationId, inventoryItemId, quantity: quantity.negated() })
  changeLevel(draft, { stockLocationId: ownStockLocationId, inventoryItemId, quantity })
}

/** A line of a transfer and how much of it is to be reversed. */
export interface TransferReversalLine {
  /** The line of the reversal. */
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  /** Null: all that is left. */
  quantity: Decimal | null
  /** In the order of posting. */
  allocations: IssuedAllocation[]
}

/**
 * Decides the reversal of a transfer, whole or in part, newest allocation first: bought goods go back to their lots.
 * Throws: INSUFFICIENT_STOCK (they were sold meanwhile), EXCEEDS_REVERSIBLE, PERIOD_CLOSED.
 */
export const decideTransferReversal = (
  warehouse: Warehouse,
  lines: TransferReversalLine[],
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  // One line of the transfer may stand on several lines of the reversal.
  const open = new Map(
    lines.flatMap((line) =>
      line.allocations.map((allocation) => [allocation.id, openOf(allocation)])
    )
  )
  const exceeding: RefusedLine[] = []
  refuseLines(
    "INSUFFICIENT_STOCK",
    lines.flatMap((line) => {
      const left = sumOf(line.allocations, ({ id }) => open.get(id) ?? ZERO)
      const quantity = line.quantity ?? left
      if (quantity.gt(left)) exceeding.push(toExceeding(line, quantity, left))
      const own = ownLeft(draft, warehouse, line.inventoryItemId)
      if (least(quantity, left).gt(own)) return [insufficient(toTaking(line, quantity), own)]
      return giveBack(draft, warehouse, line, least(quantity, left), open)
    })
  )
  refuseLines("EXCEEDS_REVERSIBLE", exceeding)
  if (lines.some((line) => line.allocations.some(({ movement }) => movement?.settled))) {
    throw new ConsignmentError("PERIOD_CLOSED", "The transfer is settled: the goods are bought.")
  }
  return toPosting(draft)
}

const openOf = (allocation: IssuedAllocation): Decimal =>
  allocation.quantity.minus(allocation.quantityUndone)

const toExceeding = (
  line: TransferReversalLine,
  quantity: Decimal,
  left: Decimal
): RefusedLine => ({
  index: line.index,
  code: "EXCEEDS_REVERSIBLE",
  message: `${toText(quantity)} were to be reversed, ${toText(left)} are left.`,
  quantity: toText(quantity),
  reversible: toText(left),
})

const toTaking = (line: TransferReversalLine, quantity: Decimal): TakingLine => ({
  ...line,
  quantity,
  lotId: null,
})

/** Own pieces where the transfer put them; in a dedicated warehouse's own location only what is not reserved. */
const ownLeft = (draft: Draft, warehouse: Warehouse, inventoryItemId: string): Decimal => {
  const position = positionAt(draft.stock, warehouse.ownStockLocationId, inventoryItemId)
  const own = notBelowZero(ownAt(draft.stock, position).minus(position.pending))
  return isDedicated(warehouse) ? least(own, availableAt(position)) : own
}

const giveBack = (
  draft: Draft,
  warehouse: Warehouse,
  line: TransferReversalLine,
  quantity: Decimal,
  open: Map<string, Decimal>
): [] => {
  let left = quantity
  for (const allocation of [...line.allocations].reverse()) {
    const openQuantity = open.get(allocation.id) ?? ZERO
    const given = least(left, openQuantity)
    if (given.lte(0) || !allocation.lotId || !allocation.movement) continue
    const movement = move(draft, allocation.lotId, {
      type: "ownership_transfer_reversal",
      lineId: line.id,
      quantity: given,
      unitCost: allocation.unitCost ?? ZERO,
      branchCode: allocation.movement.branchCode,
      effectiveAt: allocation.movement.effectiveAt,
      reversesId: allocation.movement.id,
    })
    draft.allocationChanges.push({
      allocationId: allocation.id,
      undone: given,
      pending: ZERO,
      quantity: ZERO,
    })
    allocate(draft, {
      lineId: line.id,
      inventoryItemId: line.inventoryItemId,
      stockLocationId: warehouse.stockLocationId,
      ownership: "consignment",
      lotId: allocation.lotId,
      contractorId: allocation.contractorId,
      movementId: movement.id,
      undoesAllocationId: allocation.id,
      quantity: given,
      unitCost: allocation.unitCost,
      currencyCode: allocation.currencyCode,
      reason: "open",
    })
    open.set(allocation.id, openQuantity.minus(given))
    left = left.minus(given)
  }
  movePieces(draft, warehouse, line.inventoryItemId, quantity.negated())
  return []
}
