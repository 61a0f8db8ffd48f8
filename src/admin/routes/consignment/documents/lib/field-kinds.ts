import type { LineName } from "./document-forms"

export type FieldKind = "decimal" | "text" | "date" | "texts" | "lot" | "terms"

const kinds: Partial<Record<LineName, FieldKind>> = {
  batch: "text",
  expires_at: "date",
  received_at: "date",
  serial_numbers: "texts",
  lot_id: "lot",
  terms: "terms",
  hire_until: "date",
}

/** Kind of each line field; a field not named here is a decimal. */
export const kindOf = (name: LineName): FieldKind => kinds[name] ?? "decimal"

export { toTexts } from "../../../../lib/to-texts"
