import { toDecimal } from "../../../../lib/to-decimal"
import type { LineName } from "./document-forms"
import { kindOf, toTexts } from "./field-kinds"

export interface SpreadsheetLine {
  sku: string
  values: Partial<Record<LineName, string>>
}

/**
 * Reads rows that were copied from a spreadsheet or saved as CSV. A first row that says "sku" names the columns, in any
 * order and with others between; without one they are the SKU and then the form's fields.
 */
export const readSpreadsheet = async (
  text: string,
  columns: readonly LineName[]
): Promise<SpreadsheetLine[]> => {
  // Loaded when the first spreadsheet comes, as most pages never see one.
  const { parse } = await import("csv-parse/browser/esm/sync")
  const rows = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
  const heading = rows[0]?.map(toName) ?? []
  const hasHeading = heading.includes("sku")
  const names = hasHeading ? heading : ["sku", ...columns]
  return rows.slice(hasHeading ? 1 : 0).map((row) => toLine(row, names, columns))
}

const delimiterOf = (text: string): string => {
  const [first = ""] = text.split("\n", 1)
  return ["\t", ";"].find((delimiter) => first.includes(delimiter)) ?? ","
}

/** "Unit cost" is the column unit_cost. */
const toName = (cell: string): string => cell.toLowerCase().replace(/[\s-]+/g, "_")

const toLine = (
  row: string[],
  names: readonly string[],
  columns: readonly LineName[]
): SpreadsheetLine => {
  const cellOf = (name: string) => row[names.indexOf(name)] ?? ""
  const values = columns.map((name) => [name, toWritten(name, cellOf(name))])
  return { sku: cellOf("sku"), values: Object.fromEntries(values) as SpreadsheetLine["values"] }
}

/** As it would have been typed into the form. */
const toWritten = (name: LineName, cell: string): string => {
  switch (kindOf(name)) {
    case "decimal":
      return toDecimal(cell)
    case "texts":
      return toTexts(cell).join("\n")
    default:
      return cell
  }
}
