import type { Decimal } from "decimal.js"
import { refuseFields, type RefusedField } from "./errors"
import type { Lot } from "./lot"
import { toAmount } from "./money"
import { exact, least, toText, ZERO } from "./quantity"
import type { Direction } from "./terms"

export const returnFeeBases = ["per_unit", "percent_of_cost"] as const
export type ReturnFeeBasis = (typeof returnFeeBases)[number]

/** The supplier's fee for unsold goods that go back: an amount for each unit, or a share of its cost. Decimals as text. */
export interface ReturnFee {
  basis: ReturnFeeBasis
  value: string
}

/** Only a supplier is paid for what goes back. Throws: INVALID_DATA. */
export const guardReturnFee = (direction: Direction, fee: ReturnFee | null): void => {
  const message = "Only an inbound agreement has a return fee."
  const fault: RefusedField = { path: "return_fee", message, reason: "return_fee_unneeded" }
  refuseFields(fee !== null && direction !== "inbound" ? [fault] : [])
}

/** Unit prices have this many decimals. */
const DECIMALS = 6

/** The fee for one unit of a lot that goes back; null without a fee. Hired goods always go back, so they have none. */
export const returnFeeOf = (
  fee: ReturnFee | null | undefined,
  { terms }: Pick<Lot, "terms">,
  unitCost: Decimal
): Decimal | null => {
  if (!fee || terms === "hire") return null
  const unitFee = fee.basis === "per_unit" ? exact(fee.value) : unitCost.times(fee.value).div(100)
  return unitFee.isZero() ? null : toAmount(unitFee, DECIMALS)
}

/** Units of one item that went back at one fee and are not invoiced; below zero, what was invoiced came back. */
export interface OpenReturnFee {
  inventoryItemId: string
  sku: string | null
  unitFee: Decimal
  quantity: Decimal
}

export interface InvoicedFee {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  /** The fee that was agreed, whatever the line charges. */
  unitFee: Decimal
}

/** Fees of returns that were reversed, or invoiced elsewhere, are not invoiced. Answers the lines at fault. */
export const findExceedingFees = (lines: InvoicedFee[], open: OpenReturnFee[]) => {
  const keyOf = (fee: Pick<OpenReturnFee, "inventoryItemId" | "unitFee">): string =>
    `${fee.inventoryItemId} ${toText(fee.unitFee)}`
  const left = new Map(open.map((fee) => [keyOf(fee), fee.quantity]))
  return lines.flatMap((line) => {
    const quantity = left.get(keyOf(line)) ?? ZERO
    left.set(keyOf(line), quantity.minus(line.quantity))
    const excess = line.quantity.minus(least(line.quantity, quantity.lt(0) ? ZERO : quantity))
    return excess.gt(0) ? [{ line, excess }] : []
  })
}
