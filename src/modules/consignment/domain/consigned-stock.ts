import type { Decimal } from "decimal.js"
import { ConsignmentError, type ErrorDetails } from "./errors"
import { toText } from "./quantity"

/** Throws: CONSIGNED_STOCK_PRESENT, while goods of a contractor lie there. */
export const refuseConsignedStock = (
  refused: string,
  consigned: Decimal,
  details: ErrorDetails = {}
): void => {
  if (consigned.isZero()) return
  throw new ConsignmentError(
    "CONSIGNED_STOCK_PRESENT",
    `${refused}: ${toText(consigned)} consigned pieces are left.`,
    { ...details, quantity: toText(consigned) }
  )
}
