import { columnNamed } from "../../../../lib/spreadsheet/name-columns"
import { toDay } from "../../../../lib/spreadsheet/to-import-file"
import { toDecimal } from "../../../../lib/to-decimal"
import type { LineName } from "./document-forms"
import { kindOf, toTexts } from "./field-kinds"

export interface SpreadsheetLine {
  sku: string
  values: Partial<Record<LineName, string>>
}

/**
 * Lines of rows that were copied from a spreadsheet or uploaded. A first row with a heading for the SKU names the
 * columns, in any language of the admin, in any order and with others between; without one they are the SKU and then
 * the form's fields.
 */
export const readSpreadsheet = (
  rows: string[][],
  columns: readonly LineName[],
  locale: string
): SpreadsheetLine[] => {
  const heading = rows[0]?.map((cell) => columnNamed(cell, ["sku", ...columns]) ?? "") ?? []
  const hasHeading = heading.includes("sku")
  const names = hasHeading ? heading : ["sku", ...columns]
  return rows.slice(hasHeading ? 1 : 0).map((row) => toLine(row, names, columns, locale))
}

const toLine = (
  row: string[],
  names: readonly string[],
  columns: readonly LineName[],
  locale: string
): SpreadsheetLine => {
  const cellOf = (name: string) => row[names.indexOf(name)] ?? ""
  const values = columns.map((name) => [name, toWritten(name, cellOf(name), locale)])
  return { sku: cellOf("sku"), values: Object.fromEntries(values) as SpreadsheetLine["values"] }
}

/** As it would have been typed into the form. */
const toWritten = (name: LineName, cell: string, locale: string): string => {
  switch (kindOf(name)) {
    case "decimal":
      return toDecimal(cell)
    case "date":
      return toDay(cell, locale)
    case "texts":
      return toTexts(cell).join("\n")
    default:
      return cell
  }
}
