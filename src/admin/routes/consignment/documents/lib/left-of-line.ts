import { Decimal } from "decimal.js"
import type { DocumentLine } from "../../../../../http-contract/document"

/** How many pieces of a line neither came back nor were reversed. */
export const leftOfLine = ({ quantity, allocations = [] }: DocumentLine): string =>
  allocations
    .reduce((left, { quantity_returned }) => left.minus(quantity_returned), new Decimal(quantity))
    .toFixed()
