import type { Cell, CellKind, LongTable, Row, Table } from "../paper"
import {
  dayStyle,
  decimalStyle,
  headingStyle,
  MAXIMUM_DECIMALS,
  textStyle,
  type Look,
} from "./styles"

/** A number of more digits than a spreadsheet holds exactly stays a text. */
const EXACT_DIGITS = 15

/** The longest text that a cell may hold. */
const LONGEST_TEXT = 32_767

const DAY = 24 * 60 * 60 * 1_000

/** Day 1 is 1 January 1900; the spreadsheets' own 29 February 1900 moves the days after it by one. */
const BEFORE_FIRST_DAY = Date.parse("1899-12-30T00:00:00.000Z")

/** A table as a sheet holds it, whether its rows are at hand or come one after the other. */
export type Sheet = Pick<Table, "name" | "columns" | "totals"> & {
  rows: () => Iterable<Row> | AsyncIterable<Row>
}

/** Rows of a long table on one sheet; a spreadsheet can hold 1,048,576. */
const ROWS_OF_A_SHEET = 1_000_000

/** A long table goes on from sheet to sheet; they are written one after the other, and so its rows are read once. */
export const toSheets = (table: LongTable, rowsOfASheet = ROWS_OF_A_SHEET): Sheet[] => {
  const rows = table.rows()[Symbol.asyncIterator]()
  return Array.from({ length: Math.max(1, Math.ceil(table.count / rowsOfASheet)) }, (_, index) => ({
    name: index === 0 ? table.name : `${table.name} ${index + 1}`,
    columns: table.columns,
    rows: () => take(rows, rowsOfASheet),
  }))
}

const take = async function* (rows: AsyncIterator<Row>, count: number): AsyncGenerator<Row> {
  for (let taken = 0; taken < count; taken += 1) {
    const next = await rows.next()
    if (next.done) return
    yield next.value
  }
}

/** A sheet piece by piece: headings that stay in sight, the rows, the totals. */
export const sheetXml = async function* (table: Sheet, totalLabel: string): AsyncGenerator<string> {
  yield (
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>` +
    `<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
    `</sheetView></sheetViews><cols>${table.columns.map(columnXml).join("")}</cols><sheetData>`
  )
  let number = 1
  yield rowXml(
    number,
    table.columns.map(({ heading }) => textXml(heading, headingStyle))
  )
  for await (const row of table.rows()) yield rowXml((number += 1), cellsXml(row, table))
  if (table.totals) {
    const [, ...totals] = table.totals.map((cell, index) =>
      cellXml(cell, kindAt(table, index), "total")
    )
    yield rowXml(number + 1, [textXml(totalLabel, textStyle("total")), ...totals])
  }
  yield "</sheetData></worksheet>"
}

const columnXml = ({ kind, heading }: Sheet["columns"][number], index: number): string => {
  const width = Math.max(kind === "text" ? 20 : 13, Math.min(heading.length + 2, 30))
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`
}

const cellsXml = (row: Row, table: Sheet): Place[] =>
  row.cells.map((cell, index) =>
    cellXml(cell, kindAt(table, index), row.isHighlighted ? "highlighted" : "plain")
  )

const kindAt = (table: Sheet, index: number): CellKind => table.columns[index]?.kind ?? "text"

type Place = (place: string) => string

const rowXml = (number: number, cells: Place[]): string =>
  `<row r="${number}">${cells.map((cell, index) => cell(`${letters(index)}${number}`)).join("")}</row>`

/** The letters of a column: 0 is A, 25 is Z, 26 is AA. */
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26))

const cellXml = (cell: Cell, kind: CellKind, look: Look): Place => {
  if (cell === null || cell === "") return (place) => `<c r="${place}" s="${textStyle(look)}"/>`
  if (kind === "text") return textXml(cell, textStyle(look))
  if (kind === "date") {
    const day = (Date.parse(`${cell}T00:00:00.000Z`) - BEFORE_FIRST_DAY) / DAY
    return numberXml(String(day), dayStyle(look))
  }
  const decimals = cell.split(".")[1]?.length ?? 0
  return isExact(cell) && decimals <= MAXIMUM_DECIMALS
    ? numberXml(cell, decimalStyle(look, decimals))
    : textXml(cell, textStyle(look))
}

const isExact = (decimal: string): boolean =>
  decimal.replace(/[-.]/g, "").replace(/^0+/, "").length <= EXACT_DIGITS

const numberXml =
  (value: string, style: number): Place =>
  (place) =>
    `<c r="${place}" s="${style}"><v>${value}</v></c>`

const textXml =
  (text: string, style: number): Place =>
  (place) =>
    `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(shorten(text))}</t></is></c>`

const shorten = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text

const entities: Partial<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
}

/** Characters that XML cannot hold are left out; "_x0041_" would be read as "A" if it stayed as it is. */
export const escapeXml = (text: string): string =>
  text
    .replace(/\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, (character) =>
      /[\t\n\r]/.test(character) ? character : ""
    )
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (character) => entities[character] ?? "")
