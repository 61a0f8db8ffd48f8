import { Decimal } from "decimal.js"
import type { Loan } from "../../../../../http-contract/loan"

/** Units of a line that the borrower still has, those included whose hire has ended. */
export const outOfLine = ({
  quantity,
  quantity_returned: returned,
  quantity_collected: collected,
}: Loan["lines"][number]): Decimal => new Decimal(quantity).minus(returned).minus(collected)
