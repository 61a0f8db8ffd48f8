import { Decimal } from "decimal.js"
import type { DocumentLine } from "../../../../../http-contract/document"

export const isHired = ({ terms }: DocumentLine): boolean => terms === "hire"

const decimalOf = (value: unknown): Decimal => new Decimal(typeof value === "string" ? value : 0)

/** Units of a line of a delivery that the customer still has. */
export const outstandingOf = ({ outstanding_quantity: outstanding }: DocumentLine): Decimal =>
  decimalOf(outstanding)

/** At most so many units of a line are hired still: what came back counts as ended. */
export const runningOf = (line: DocumentLine): Decimal =>
  Decimal.max(
    0,
    Decimal.min(outstandingOf(line), decimalOf(line.quantity).minus(decimalOf(line.ended_quantity)))
  )
