import type { Decimal } from "decimal.js"
import type { Allocation, IssuedAllocation, IssuedMovement, ReturnReason } from "./allocation"
import type { Lot } from "./lot"
import type { MovementType } from "./movement"
import {
  allocate,
  changeLevel,
  dateFor,
  changePending,
  makeLot,
  move,
  type Draft,
  type LevelChange,
} from "./posting"
import { least, notBelowZero, ZERO } from "./quantity"
import {
  accountOf,
  homeOf,
  isDedicated,
  later,
  lotOf,
  ownAt,
  positionAt,
  type Warehouse,
} from "./stock"

/** Pieces of one allocation that come back at a stock location. */
export interface GivenBack {
  /** The line of the return or reversal. */
  lineId: string
  allocation: IssuedAllocation
  quantity: Decimal
  /** Where the pieces arrive. */
  stockLocationId: string
  movementType: MovementType
  /** Business date of the pieces' movement. */
  effectiveAt: Date
  /** A reversal undoes the issue whatever the agreement says of returns. */
  isReversal: boolean
  /** They have left again since they arrived, as own: their consumption stands. */
  hasLeft?: boolean
}

/**
 * Decides where returned pieces end, and whose they are from now on. While the sale is open they go back to their
 * lot, at another consignment warehouse to a child of it; what was settled is ours and stays ours.
 */
export const giveBack = (draft: Draft, given: GivenBack): void => {
  const { allocation } = given
  const arrival = draft.stock.warehousesByLocation.get(given.stockLocationId)
  draft.allocationChanges.push({
    allocationId: allocation.id,
    undone: given.quantity,
    pending: endsPending(given) ? given.quantity.negated() : ZERO,
    quantity: ZERO,
  })

  if (given.hasLeft) {
    record(draft, given, {
      ownership: "own",
      stockLocationId: given.stockLocationId,
      reason: "own",
    })
    return
  }
  if (allocation.ownership === "pending" && endsPending(given)) return endPending(draft, given)
  if (!allocation.movement || !allocation.lotId) return keepAsOwn(draft, given, arrival, "own")
  const lot = lotOf(draft.stock, allocation.lotId)
  // Units that a customer has sold of our goods go back to his stock at any time: we are the owner who agrees.
  if (lot.direction === "outbound") return backToLot(draft, given, lot, allocation.movement)
  if (allocation.movement.settled) return keepAsOwn(draft, given, arrival, "settled")
  if (!given.isReversal && !accountOf(draft.stock, lot).netReturns) {
    return keepAsOwn(draft, given, arrival, "net_returns_off")
  }
  const home = homeOf(draft.stock, lot)
  const comesHome = home?.stockLocationId === given.stockLocationId
  if (comesHome || (!arrival && home?.ownStockLocationId === given.stockLocationId)) {
    return backToLot(draft, given, lot, allocation.movement)
  }
  if (arrival?.direction === "inbound")
    return backToChildLot(draft, given, lot, allocation.movement, arrival)
  return keepAsOwn(draft, given, arrival, "no_consignment_warehouse")
}

/**
 * Of pieces whose arrival is posted some time after the host raised the level, only those that are still there, as own
 * stock nobody accounts for, can go anywhere; the others have left as own.
 */
export const presentFirst = (
  draft: Draft,
  { isCaughtUpWith, ...arrived }: LevelChange & { isCaughtUpWith?: boolean }
): { quantity: Decimal; hasLeft: boolean }[] => {
  if (!isCaughtUpWith) return [{ quantity: arrived.quantity, hasLeft: false }]
  const position = positionAt(draft.stock, arrived.stockLocationId, arrived.inventoryItemId)
  const present = least(arrived.quantity, notBelowZero(ownAt(draft.stock, position)))
  return [
    { quantity: present, hasLeft: false },
    { quantity: arrived.quantity.minus(present), hasLeft: true },
  ].filter((pieces) => pieces.quantity.gt(0))
}

/** Pieces that the host takes back and that we know no issue of, as they left before we kept a ledger: they are own. */
export const keepUnknown = (
  draft: Draft,
  arrived: {
    lineId: string
    inventoryItemId: string
    stockLocationId: string
    quantity: Decimal
    hasLeft: boolean
  }
): void => {
  const arrival = draft.stock.warehousesByLocation.get(arrived.stockLocationId)
  const { lineId, hasLeft, ...pieces } = arrived
  const movesOn = arrival && isDedicated(arrival) && !hasLeft
  const destination = movesOn ? arrival.ownStockLocationId : arrived.stockLocationId
  movePieces(draft, pieces, destination)
  allocate(draft, {
    ...pieces,
    lineId,
    stockLocationId: destination,
    ownership: "own",
    lotId: null,
    contractorId: null,
    movementId: null,
    unitCost: null,
    currencyCode: null,
    reason: "own",
  })
}

/** A piece that waits for a receipt ends its wait where it was issued; elsewhere the wait goes on. */
const endsPending = ({ allocation, stockLocationId, quantity, hasLeft }: GivenBack): boolean =>
  !hasLeft &&
  allocation.ownership === "pending" &&
  allocation.stockLocationId === stockLocationId &&
  allocation.quantityPending.gte(quantity)

const endPending = (draft: Draft, given: GivenBack): void => {
  changePending(draft, {
    stockLocationId: given.stockLocationId,
    inventoryItemId: given.allocation.inventoryItemId,
    quantity: given.quantity.negated(),
  })
  record(draft, given, {
    ownership: "pending",
    stockLocationId: given.stockLocationId,
    reason: "own",
  })
}

const keepAsOwn = (
  draft: Draft,
  given: GivenBack,
  arrival: Warehouse | undefined,
  reason: ReturnReason
): void => {
  const destination =
    arrival && isDedicated(arrival) ? arrival.ownStockLocationId : given.stockLocationId
  movePieces(draft, toArrival(given), destination)
  record(draft, given, { ownership: "own", stockLocationId: destination, reason })
}

const backToLot = (draft: Draft, given: GivenBack, lot: Lot, issued: IssuedMovement): void => {
  const movement = undoIssue(draft, given, lot, issued)
  movePieces(draft, toArrival(given), lot.stockLocationId)
  record(draft, given, {
    lot,
    movementId: movement.id,
    stockLocationId: lot.stockLocationId,
    reason: "open",
  })
}

const backToChildLot = (
  draft: Draft,
  given: GivenBack,
  lot: Lot,
  issued: IssuedMovement,
  arrival: Warehouse
): void => {
  const movement = undoIssue(draft, given, lot, issued)
  const line = {
    lineId: given.lineId,
    unitCost: lot.unitCost,
    branchCode: arrival.branchCode,
    effectiveAt: movement.effectiveAt,
  }
  move(draft, lot.id, {
    ...line,
    type: "warehouse_transfer_out",
    quantity: given.quantity.negated(),
  })
  const child = makeLot(draft, {
    ...lot,
    id: draft.facts.newId("conlot"),
    documentId: draft.facts.documentId,
    lineId: given.lineId,
    lineIndex: draft.lots.length,
    warehouseId: arrival.id,
    stockLocationId: arrival.stockLocationId,
    received: given.quantity,
    originLotId: lot.originLotId ?? lot.id,
  })
  move(draft, child.id, { ...line, type: "warehouse_transfer_in", quantity: given.quantity })
  record(draft, given, {
    lot: child,
    movementId: movement.id,
    stockLocationId: arrival.stockLocationId,
    reason: "open",
  })
}

const undoIssue = (draft: Draft, given: GivenBack, lot: Lot, issued: IssuedMovement) =>
  move(draft, lot.id, {
    type: given.movementType,
    lineId: given.lineId,
    quantity: given.quantity,
    unitCost: given.allocation.unitCost ?? lot.unitCost,
    branchCode: issued.branchCode,
    effectiveAt: later(
      given.isReversal ? given.effectiveAt : dateFor(draft, lot),
      issued.effectiveAt
    ),
    reversesId: issued.id,
  })

const toArrival = ({ allocation, stockLocationId, quantity }: GivenBack): LevelChange => ({
  stockLocationId,
  inventoryItemId: allocation.inventoryItemId,
  quantity,
})

const movePieces = (draft: Draft, arrived: LevelChange, destination: string): void => {
  if (destination === arrived.stockLocationId) return
  const { inventoryItemId, quantity } = arrived
  changeLevel(draft, { ...arrived, quantity: quantity.negated() })
  changeLevel(draft, { stockLocationId: destination, inventoryItemId, quantity })
}

type Outcome = { stockLocationId: string; reason: ReturnReason } & (
  { ownership: "own" | "pending" } | { lot: Lot; movementId: string }
)

const record = (draft: Draft, given: GivenBack, outcome: Outcome): Allocation =>
  allocate(draft, {
    lineId: given.lineId,
    inventoryItemId: given.allocation.inventoryItemId,
    stockLocationId: outcome.stockLocationId,
    ownership: "lot" in outcome ? "consignment" : outcome.ownership,
    lotId: "lot" in outcome ? outcome.lot.id : null,
    contractorId: "lot" in outcome ? outcome.lot.contractorId : null,
    movementId: "lot" in outcome ? outcome.movementId : null,
    undoesAllocationId: given.allocation.id,
    quantity: given.quantity,
    unitCost: given.allocation.unitCost,
    currencyCode: given.allocation.currencyCode,
    reason: outcome.reason,
  })
