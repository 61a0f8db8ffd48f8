import type { DocumentLine } from "../../../../../http-contract/document"
import type { Delivery } from "../../../../../http-contract/outbound-documents"
import { localDateOf } from "../../../../lib/local-date"
import type { NameOf } from "../../../../hooks/use-names"
import { differencesOf } from "./differences"
import { headNames } from "./document-forms"
import type { DocumentValues, LineValues } from "./document-values"

/** Initial form values from a pick list. */
export const toStartValues = (delivery: Delivery, titleOf: NameOf): DocumentValues => ({
  head: Object.fromEntries(headNames.map((name) => [name, textOf(delivery[name])])),
  effective_at: delivery.effective_at ? new Date(delivery.effective_at) : null,
  reference: textOf(delivery.reference),
  note: textOf(delivery.note),
  lines: delivery.lines.map((line) => ({
    item: toItem(line, titleOf),
    quantity: line.quantity,
    unit_price: textOf(line.unit_price),
    serial_numbers: Array.isArray(line.serial_numbers) ? line.serial_numbers.join("\n") : "",
    terms: textOf(line.terms),
    hire_until: typeof line.hire_until === "string" ? localDateOf(line.hire_until) : "",
  })),
})

/** Initial form values that explain a short delivery: the missing units, from the delivered lots. */
export const toExplanation = (delivery: Delivery, titleOf: NameOf): Partial<DocumentValues> => ({
  head: {
    warehouse_id: textOf(delivery.warehouse_id),
    to_stock_location_id: textOf(delivery.from_stock_location_id),
  },
  lines: differencesOf(delivery)
    .filter(({ difference }) => !difference.startsWith("-"))
    .map(({ line, difference }): LineValues => ({
      item: toItem(line, titleOf),
      quantity: difference,
      booked: difference,
      lot_id: textOf(line.lot_id),
    })),
})

const toItem = ({ inventory_item_id: id, sku }: DocumentLine, titleOf: NameOf) => ({
  id,
  sku: sku ?? "",
  title: titleOf(id),
})

const textOf = (value: unknown): string => (typeof value === "string" ? value : "")
