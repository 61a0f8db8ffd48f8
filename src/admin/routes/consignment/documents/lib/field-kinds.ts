import type { LineName } from "./document-forms"

export type FieldKind = "decimal" | "text" | "date" | "texts" | "lot"

const kinds: Partial<Record<LineName, FieldKind>> = {
  batch: "text",
  expires_at: "date",
  received_at: "date",
  serial_numbers: "texts",
  lot_id: "lot",
}

/** Kind of each line field; a field not named here is a decimal. */
export const kindOf = (name: LineName): FieldKind => kinds[name] ?? "decimal"

/** Several texts as people write them below each other and as a cell of a spreadsheet holds them: "S1|S2". */
export const toTexts = (written: string): string[] =>
  written
    .split(/[|\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== "")
