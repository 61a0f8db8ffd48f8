import { Decimal } from "decimal.js"
import type { DocumentLine } from "../../../../../http-contract/document"

/** Units of a line of a goods receipt that nobody has checked yet; none where nothing is checked on arrival. */
export const uncheckedOf = ({ quantity, checked_quantity: checked }: DocumentLine): Decimal =>
  typeof checked === "string" ? new Decimal(quantity).minus(checked) : new Decimal(0)
