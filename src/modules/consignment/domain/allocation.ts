import type { Decimal } from "decimal.js"

export const ownerships = ["own", "consignment", "pending"] as const
export type Ownership = (typeof ownerships)[number]

/** Why a returned piece went where it went. */
export const returnReasons = [
  "open",
  "settled",
  "net_returns_off",
  "no_consignment_warehouse",
  "own",
] as const
export type ReturnReason = (typeof returnReasons)[number]

/** Price of a sold unit that store and contractor shared, and the store's share in percent. */
export interface SharedPrice {
  basePrice: Decimal
  percent: Decimal
}

/** Source of part of an issue line, or destination of part of a return line. */
export interface Allocation {
  id: string
  documentId: string
  lineId: string
  inventoryItemId: string
  stockLocationId: string
  ownership: Ownership
  lotId: string | null
  contractorId: string | null
  movementId: string | null
  undoesAllocationId: string | null
  quantity: Decimal
  /** Given back by returns and reversals. */
  quantityUndone: Decimal
  /** Still waiting for a receipt. */
  quantityPending: Decimal
  unitCost: Decimal | null
  currencyCode: string | null
  reason: ReturnReason | null
  /** Left out where the cost is not a share of a price. */
  share?: SharedPrice | null
}

/** An allocation of an issue, with what a return needs to know of it. */
export interface IssuedAllocation extends Allocation {
  /** Order of posting. */
  sequence: number
  /** Null where the pieces were own or are pending. */
  movement: IssuedMovement | null
}

export interface IssuedMovement {
  id: string
  effectiveAt: Date
  branchCode: string | null
  settled: boolean
}
