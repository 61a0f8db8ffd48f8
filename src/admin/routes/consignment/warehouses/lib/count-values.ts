import type {
  PlanCountedTakeBackBody,
  PostCountedTakeBackBody,
} from "../../../../../http-contract/outbound-documents"
import { toDecimal } from "../../../../lib/to-decimal"
import { nameOf, type LineValues, type PaperValues } from "../../documents/lib/document-values"

type CountedLine = PlanCountedTakeBackBody["lines"][number]

/** An item at the customer: `booked` units, of which `counted_quantity` were found and `quantity` come back. */
export interface CountLineValues extends Pick<
  LineValues,
  "item" | "booked" | "counted_quantity" | "quantity"
> {
  missing_as?: CountedLine["missing_as"]
}

/** Values of the count form; quantities as typed. */
export interface CountValues extends PaperValues {
  to_stock_location_id: string
  lines: CountLineValues[]
}

export const isCounted = ({ counted_quantity: counted = "" }: CountLineValues): boolean =>
  counted.trim() !== ""

export const comesHome = ({ quantity = "" }: CountLineValues): boolean =>
  !["", "0"].includes(toDecimal(quantity))

export const toCountedLines = (lines: CountLineValues[]): CountedLine[] =>
  lines
    .filter(isCounted)
    .map(({ item, counted_quantity: counted = "", quantity = "", missing_as: missingAs }) => ({
      ...nameOf(item),
      counted_quantity: toDecimal(counted),
      quantity: toDecimal(quantity) || undefined,
      missing_as: missingAs,
    }))

/** The body that posts the count: nothing is said of what was not counted. */
export const toCountBody = (
  warehouseId: string,
  { to_stock_location_id, effective_at: effectiveAt, reference, note, lines }: CountValues
): PostCountedTakeBackBody => ({
  warehouse_id: warehouseId,
  to_stock_location_id: to_stock_location_id || undefined,
  effective_at: effectiveAt?.toISOString(),
  reference: reference || undefined,
  note: note || undefined,
  lines: toCountedLines(lines),
})
