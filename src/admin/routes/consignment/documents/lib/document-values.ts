import type { Item } from "../../../../lib/find-items"
import { toDecimal } from "../../../../lib/to-decimal"
import { fieldsOf, type DocumentForm, type HeadName, type LineName } from "./document-forms"
import { kindOf, toTexts } from "./field-kinds"

export type LineValues = Partial<Record<LineName, string>> & {
  item: Item
  /** Booked quantity. */
  booked?: string
}

export interface PaperValues {
  effective_at: Date | null
  reference: string
  note: string
}

/** Values of the form, as typed. */
export interface DocumentValues extends PaperValues {
  head: Partial<Record<HeadName, string>>
  lines: LineValues[]
}

/** The lines that are sent: of all that was listed, those in which a quantity was written. */
export const sentLines = ({ listsStock }: DocumentForm, lines: LineValues[]): LineValues[] =>
  listsStock
    ? lines.filter(({ quantity }) => !["", "0"].includes(toDecimal(quantity ?? "")))
    : lines

/** The body that posts the document: what was left empty is left out, and so has the contract's default. */
export const toBody = (
  form: DocumentForm,
  { head, effective_at: effectiveAt, reference, note, lines }: DocumentValues
): Record<string, unknown> => ({
  ...filled(Object.fromEntries(form.head.map(({ name }) => [name, head[name]]))),
  ...filled({ reference, note, effective_at: effectiveAt?.toISOString() }),
  lines: sentLines(form, lines).map((line) => ({
    ...nameOf(line.item),
    ...filled(Object.fromEntries(fieldsOf(form).map((name) => [name, toValue(name, line[name])]))),
  })),
})

export const nameOf = ({ id, sku }: Item): { inventory_item_id: string } | { sku: string } =>
  id ? { inventory_item_id: id } : { sku }

const toValue = (name: LineName, written = ""): Value => {
  switch (kindOf(name)) {
    case "decimal":
      return toDecimal(written)
    case "texts":
      return toTexts(written)
    default:
      return written.trim()
  }
}

type Value = string | string[] | undefined

const filled = (values: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value?.length))
