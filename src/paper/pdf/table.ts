import { toReadable } from "../format"
import type { Cell, Row } from "../paper"
import { PADDING, type PrintedColumn, type PrintedTable } from "./columns"
import { BLACK, lineHeight, type Measure, type Style } from "./pen"
import { RULE_COLOR, SMALL, wrapped, type Printer } from "./printer"

const HEADING_COLOR = "#e5e9ee"
const HIGHLIGHT_COLOR = "#f0f0f0"

const headingLines = (column: PrintedColumn, { size }: PrintedTable, measure: Measure): string[] =>
  wrapped(column.heading, column.width - 2 * PADDING + 0.01, measure, { weight: "bold", size })

export const headingHeight = (printed: PrintedTable, { measure }: Printer): number =>
  Math.max(...printed.columns.map((column) => headingLines(column, printed, measure).length)) *
    lineHeight(printed.size) +
  PADDING * 1.5

export const printHeadings = (printed: PrintedTable, printer: Printer, top: number): number => {
  const { pen, sheet, measure } = printer
  const height = headingHeight(printed, printer)
  pen.fill(sheet.left, top, sheet.right - sheet.left, height, HEADING_COLOR)
  for (const column of printed.columns) {
    const lines = headingLines(column, printed, measure)
    let y = top + height - PADDING * 0.75 - lines.length * lineHeight(printed.size)
    for (const line of lines) {
      writeInColumn(printer, line, column, y, { weight: "bold", size: printed.size })
      y += lineHeight(printed.size)
    }
  }
  return top + height
}

const isNumber = ({ kind }: PrintedColumn): boolean => kind !== "text" && kind !== "date"

const writeInColumn = (
  { pen }: Printer,
  text: string,
  column: PrintedColumn,
  y: number,
  style: Style
): void =>
  isNumber(column)
    ? pen.writeToTheLeftOf(text, column.left + column.width - PADDING, y, style)
    : pen.write(text, column.left + PADDING, y, style)

/** As much of a row as fits on one page; the rest of a very high one goes on to the next. */
interface Slice {
  lines: string[][]
  height: number
  isHighlighted: boolean
  isLast: boolean
}

export const linesOnPage = (
  printed: PrintedTable,
  { sheet }: Printer,
  headHeight: number
): number => {
  const room = sheet.bottom - sheet.top - lineHeight(SMALL) - 10 - headHeight - PADDING
  return Math.max(1, Math.floor(room / lineHeight(printed.size)))
}

export const sliceRow = (
  row: Row,
  printed: PrintedTable,
  { paper, measure }: Printer,
  capacity: number
): Slice[] => {
  const cells = printed.columns.map((column) => {
    const cell = row.cells[column.index]
    if (!cell) return []
    const text = toReadable(cell, column.kind, paper)
    const width = column.width - 2 * PADDING + 0.01
    return column.kind === "text" ? wrapped(text, width, measure, { size: printed.size }) : [text]
  })
  const height = Math.max(1, ...cells.map((lines) => lines.length))
  const count = Math.ceil(height / capacity)
  return Array.from({ length: count }, (_, index) => {
    const lines = cells.map((cell) => cell.slice(index * capacity, (index + 1) * capacity))
    const highest = Math.max(1, ...lines.map((cell) => cell.length))
    return {
      lines,
      height: highest * lineHeight(printed.size) + PADDING,
      isHighlighted: row.isHighlighted === true,
      isLast: index === count - 1,
    }
  })
}

export const printSlice = (
  slice: Slice,
  printed: PrintedTable,
  printer: Printer,
  top: number
): void => {
  const { pen, sheet } = printer
  const width = sheet.right - sheet.left
  if (slice.isHighlighted) pen.fill(sheet.left, top, width, slice.height, HIGHLIGHT_COLOR)
  for (const [place, column] of printed.columns.entries()) {
    let y = top + PADDING / 2
    for (const line of slice.lines[place] ?? []) {
      writeInColumn(printer, line, column, y, { size: printed.size })
      y += lineHeight(printed.size)
    }
  }
  if (slice.isLast) pen.line(sheet.left, top + slice.height, width, RULE_COLOR)
}

export const printTotals = (
  totals: Cell[],
  printed: PrintedTable,
  printer: Printer,
  top: number
): void => {
  const { paper, pen, sheet } = printer
  const style: Style = { weight: "bold", size: printed.size }
  pen.line(sheet.left, top, sheet.right - sheet.left, BLACK)
  pen.write(paper.language.texts.words.total, sheet.left + PADDING, top + 3, style)
  for (const column of printed.columns) {
    const total = totals[column.index]
    if (total) writeInColumn(printer, toReadable(total, column.kind, paper), column, top + 3, style)
  }
}
