import type { Decimal } from "decimal.js"

/** A preview is open; a closed settlement is invoiced, and then paid. */
export const settlementStates = ["open", "closed", "invoiced", "paid"] as const
export type SettlementState = (typeof settlementStates)[number]

/** A posted invoice that bills a settlement, with what is open of it. */
export interface Billed {
  open: Decimal
}

export const stateOf = (posted: Billed[]): Exclude<SettlementState, "open"> => {
  if (posted.length === 0) return "closed"
  return posted.every(({ open }) => open.lte(0)) ? "paid" : "invoiced"
}
