import type { Decimal } from "decimal.js"
import { costWhenSold, type SalePrice } from "./commission"
import { toUnlisted } from "./cost-on-day"
import { refuseLines, type RefusedLine } from "./errors"
import { atCost } from "./lot"
import {
  allocate,
  changePending,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type NewLot,
  type Posting,
} from "./posting"
import { least, notBelowZero } from "./quantity"
import { heldSince, ownAt, positionAt, type Stock } from "./stock"

/** A quantity that was fulfilled on backorder and waits for a receipt. */
export interface PendingAllocation {
  id: string
  documentId: string
  lineId: string
  inventoryItemId: string
  stockLocationId: string
  quantity: Decimal
  quantityUndone: Decimal
  quantityPending: Decimal
  issuedAt: Date
  branchCode: string | null
  salePrice: SalePrice | null
}

/**
 * Attributes what was shipped on backorder to the lots this document has made, oldest shipment first.
 * Throws: INVALID_DATA (a supplier's price list has no price of the day of the shipment).
 */
export const attributePending = (draft: Draft, waiting: PendingAllocation[]): void => {
  const unlisted: RefusedLine[] = []
  for (const pending of waiting.map((allocation) => ({ ...allocation }))) {
    for (const lot of draft.lots) {
      const liesThere =
        lot.inventoryItemId === pending.inventoryItemId &&
        lot.stockLocationId === pending.stockLocationId
      const taken = least(pending.quantityPending, lot.remaining)
      if (liesThere && taken.gt(0)) unlisted.push(...attribute(draft, pending, lot, taken))
    }
  }
  refuseLines("INVALID_DATA", unlisted)
}

/**
 * Decides which own stock, added by the host while shipments waited, they take: as much as there is, oldest shipment
 * first. Nothing moves; the pieces have left.
 */
export const decideOwnAttribution = (
  waiting: PendingAllocation[],
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  for (const pending of waiting.map((allocation) => ({ ...allocation }))) {
    const position = positionAt(draft.stock, pending.stockLocationId, pending.inventoryItemId)
    const taken = least(pending.quantityPending, notBelowZero(ownAt(draft.stock, position)))
    if (taken.lte(0)) continue
    allocate(draft, {
      ...originOf(pending),
      ownership: "own",
      lotId: null,
      contractorId: null,
      movementId: null,
      quantity: taken,
      quantityUndone: undoneWith(pending, taken),
      unitCost: null,
      currencyCode: null,
    })
    endWaiting(draft, pending, taken)
  }
  return toPosting(draft)
}

const attribute = (
  draft: Draft,
  pending: PendingAllocation,
  lot: NewLot,
  quantity: Decimal
): RefusedLine[] => {
  let undoneLeft = undoneWith(pending, quantity)
  const { unitCost, share } = costWhenSold(draft.stock, lot, pending.salePrice, pending.issuedAt)
  for (const part of atCost(lot, quantity, unitCost ?? lot.unitCost)) {
    const movement = move(draft, lot.id, {
      type: "goods_issue",
      documentId: pending.documentId,
      lineId: pending.lineId,
      quantity: part.quantity.negated(),
      unitCost: part.unitCost,
      branchCode: pending.branchCode,
      effectiveAt: heldSince(draft.stock, lot, part.quantity, pending.issuedAt),
    })
    const undoneHere = least(undoneLeft, part.quantity)
    undoneLeft = undoneLeft.minus(undoneHere)
    allocate(draft, {
      ...originOf(pending),
      ownership: "consignment",
      lotId: lot.id,
      contractorId: lot.contractorId,
      movementId: movement.id,
      quantity: part.quantity,
      quantityUndone: undoneHere,
      unitCost: part.unitCost,
      currencyCode: lot.currencyCode,
      share: part.isPrepaid ? null : share,
    })
  }
  endWaiting(draft, pending, quantity)
  return unitCost === null ? [toUnlisted(draft.stock, lot.lineIndex, lot, pending.issuedAt)] : []
}

/** The issue, its line and its place: an attribution is written where the pieces left. */
const originOf = (pending: PendingAllocation) => ({
  documentId: pending.documentId,
  lineId: pending.lineId,
  inventoryItemId: pending.inventoryItemId,
  stockLocationId: pending.stockLocationId,
})

/** A piece given back at another location stays given back once it is attributed. */
const undoneWith = (pending: PendingAllocation, quantity: Decimal): Decimal =>
  notBelowZero(quantity.minus(pending.quantity.minus(pending.quantityUndone)))

const endWaiting = (draft: Draft, pending: PendingAllocation, quantity: Decimal): void => {
  const undone = undoneWith(pending, quantity)
  draft.allocationChanges.push({
    allocationId: pending.id,
    undone: undone.negated(),
    pending: quantity.negated(),
    quantity: quantity.negated(),
  })
  changePending(draft, {
    stockLocationId: pending.stockLocationId,
    inventoryItemId: pending.inventoryItemId,
    quantity: quantity.negated(),
  })
  pending.quantity = pending.quantity.minus(quantity)
  pending.quantityUndone = pending.quantityUndone.minus(undone)
  pending.quantityPending = pending.quantityPending.minus(quantity)
}
