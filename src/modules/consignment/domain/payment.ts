import type { Decimal } from "decimal.js"
import { ConsignmentError, refuseFields } from "./errors"
import type { InvoiceStatus } from "./invoice"
import { toText } from "./quantity"

/** Billed, credited and paid amounts of an invoice. */
export interface Owed {
  gross: Decimal
  credited: Decimal
  paid: Decimal
}

/** Below zero where more was paid than is billed after credit notes: it is to be paid back. */
export const openOf = ({ gross, credited, paid }: Owed): Decimal =>
  gross.minus(credited).minus(paid)

export const statusOf = (owed: Owed): Exclude<InvoiceStatus, "draft"> => {
  if (owed.paid.lte(0)) return "posted"
  return openOf(owed).lte(0) ? "paid" : "partly_paid"
}

/**
 * A payment is at most what is open. One below zero pays back at most what was paid too much.
 * Throws: INVALID_DATA, EXCEEDS_OPEN_AMOUNT.
 */
export const guardPayment = (amount: Decimal, owed: Owed, decimals: number): void => {
  if (amount.isZero()) {
    refuseFields([
      { path: "amount", message: "Enter an amount other than 0.", reason: "amount_zero" },
    ])
  }
  if (amount.decimalPlaces() > decimals) {
    refuseFields([
      {
        path: "amount",
        message: `The currency has ${decimals} decimals, the amount has more.`,
        reason: "amount_decimals",
      },
    ])
  }
  const open = openOf(owed)
  const isTooMuch = amount.gt(0) ? amount.gt(open) : amount.lt(open)
  if (!isTooMuch) return
  throw new ConsignmentError(
    "EXCEEDS_OPEN_AMOUNT",
    `A payment of ${toText(amount)} is more than the ${toText(open)} that are open.`,
    { path: "amount", open_amount: open.toFixed(decimals) }
  )
}
