import type { Item } from "../../../../lib/find-items"
import { toDecimal } from "../../../../lib/to-decimal"
import type { DocumentForm, HeadName, LineName } from "./document-forms"

export type LineValues = Partial<Record<LineName, string>> & {
  item: Item
  /** What the ledger says lies there. */
  booked?: string
  /** The one lot that the line is of. */
  lot_id?: string
}

/** What stands in the form; texts as they were typed. */
export interface DocumentValues {
  head: Partial<Record<HeadName, string>>
  effective_at: Date | null
  reference: string
  note: string
  lines: LineValues[]
}

const texts: readonly LineName[] = ["batch", "expires_at"]

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
    ...filled({ lot_id: line.lot_id }),
    ...filled(Object.fromEntries(form.columns.map((name) => [name, toText(name, line[name])]))),
  })),
})

export const nameOf = ({ id, sku }: Item): { inventory_item_id: string } | { sku: string } =>
  id ? { inventory_item_id: id } : { sku }

const toText = (name: LineName, text = ""): string =>
  texts.includes(name) ? text.trim() : toDecimal(text)

const filled = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))
  )
