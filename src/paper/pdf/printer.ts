import { toReadable } from "../format"
import { fill } from "../language"
import type { Cell, Paper, Row, Table } from "../paper"
import { fitColumns, PADDING, type PrintedColumn, type PrintedTable } from "./columns"
import { BLACK, GREY, lineHeight, RED, type Measure, type Pen, type Style } from "./pen"
import type { SheetOfPaper } from "./sheet-of-paper"
import { wrap } from "./wrap"

const HEADING_COLOR = "#e5e9ee"
const HIGHLIGHT_COLOR = "#f0f0f0"
const RULE_COLOR = "#d4d8dd"
const BODY = 9
const SMALL = 7.5

export interface Printer {
  paper: Paper
  sheet: SheetOfPaper
  pen: Pen
  measure: Measure
  tables: (PrintedTable & { table: Table })[]
  /** How many pages there are in all; null while they are counted. */
  pages: number | null
}

/** The tables as they fit on the sheet; the same for every pass over the paper. */
export const fitTables = (paper: Paper, sheet: SheetOfPaper, measure: Measure): Printer["tables"] =>
  paper.tables.map((table) => ({
    table,
    ...fitColumns(table, paper, measure, sheet.left, sheet.right - sheet.left),
  }))

/** Prints the paper page by page and stops after each, so that others get their turn. */
export const print = function* (printer: Printer): Generator<number> {
  const { sheet } = printer
  let page = 1
  let y = printFirstHead(printer)
  const turnPage = function* (): Generator<number> {
    yield page
    page += 1
    y = printNextHead(printer, page)
  }
  for (const printed of printer.tables) {
    const headHeight = headingHeight(printed, printer)
    const nameHeight = lineHeight(11) + 4
    const rowHeight = lineHeight(printed.size) + PADDING
    if (y + nameHeight + headHeight + 2 * rowHeight > sheet.bottom) yield* turnPage()
    printer.pen.write(printed.table.name, sheet.left, y, { weight: "bold", size: 11 })
    y = printHeadings(printed, printer, y + nameHeight)
    const capacity = linesOnPage(printed, printer, headHeight)
    for (const row of printed.table.rows()) {
      for (const slice of sliceRow(row, printed, printer, capacity)) {
        if (y + slice.height > sheet.bottom) {
          yield* turnPage()
          y = printHeadings(printed, printer, y)
        }
        printSlice(slice, printed, printer, y)
        y += slice.height
      }
    }
    if (printed.isEmpty && printed.table.nothing) {
      printer.pen.write(printed.table.nothing, sheet.left + PADDING, y + 3, {
        size: printed.size,
        color: GREY,
      })
      y += rowHeight + 3
    }
    if (printed.table.totals) {
      if (y + rowHeight + 4 > sheet.bottom) {
        yield* turnPage()
        y = printHeadings(printed, printer, y)
      }
      printTotals(printed.table.totals, printed, printer, y)
      y += rowHeight + 4
    }
    y += 18
  }
  for (const line of noteLines(printer)) {
    if (y + lineHeight(BODY) > sheet.bottom) yield* turnPage()
    printer.pen.write(line, sheet.left, y, { size: BODY, color: GREY })
    y += lineHeight(BODY)
  }
  yield page
}

const noteLines = ({ paper, sheet, measure }: Printer): string[] =>
  paper.notes.flatMap((note) =>
    wrap(note, sheet.right - sheet.left, (text) => measure(text, { size: BODY }))
  )

/** Sender and title side by side, below them the recipient and the facts. */
const printFirstHead = (printer: Printer): number => {
  const { paper, sheet, pen, measure } = printer
  const { words } = paper.language.texts
  const middle = sheet.left + (sheet.right - sheet.left) * 0.55
  pen.startPage()
  printFooter(printer, 1)
  pen.write(paper.sender, sheet.left, sheet.top, { weight: "bold", size: 12 })
  let below = sheet.top + lineHeight(12)
  let right = sheet.top
  for (const line of wrapped(paper.title, sheet.right - middle, measure, titleStyle)) {
    pen.writeToTheLeftOf(line, sheet.right, right, titleStyle)
    right += lineHeight(titleStyle.size)
  }
  if (paper.mark) {
    const mark: Style = { weight: "bold", size: 12, color: RED }
    pen.writeToTheLeftOf(paper.mark, sheet.right, right, mark)
    right += lineHeight(12)
  }
  below = Math.max(below, right) + 14
  return (
    Math.max(
      printLines(printer, below, words.recipient, paper.recipient, middle - 16),
      printFacts(printer, below, middle)
    ) + 18
  )
}

const titleStyle: Style = { weight: "bold", size: 17 }

const wrapped = (text: string, width: number, measure: Measure, style: Style): string[] =>
  wrap(text, width, (piece) => measure(piece, style))

const printLines = (
  { sheet, pen, measure }: Printer,
  top: number,
  label: string,
  texts: string[],
  right: number
): number => {
  pen.write(label, sheet.left, top, { size: SMALL, color: GREY })
  let y = top + lineHeight(SMALL) + 1
  for (const [index, text] of texts.entries()) {
    const style: Style = { weight: index === 0 ? "bold" : "regular", size: BODY }
    for (const line of wrapped(text, right - sheet.left, measure, style)) {
      pen.write(line, sheet.left, y, style)
      y += lineHeight(BODY)
    }
  }
  return y
}

const printFacts = ({ paper, sheet, pen, measure }: Printer, top: number, left: number): number => {
  const label: Style = { size: BODY, color: GREY }
  const labelWidth = Math.max(...paper.facts.map(([text]) => measure(text, label))) + 12
  let y = top
  for (const [name, text] of paper.facts) {
    pen.write(name, left, y, label)
    for (const line of wrapped(text, sheet.right - left - labelWidth, measure, { size: BODY })) {
      pen.write(line, left + labelWidth, y, { size: BODY })
      y += lineHeight(BODY)
    }
  }
  return y
}

/** Later pages say in one line what they belong to. */
const printNextHead = (printer: Printer, page: number): number => {
  const { paper, sheet, pen, measure } = printer
  const style: Style = { size: SMALL, color: GREY }
  const half = (sheet.right - sheet.left) / 2 - 8
  const [recipient = ""] = wrapped(paper.recipient[0] ?? "", half, measure, style)
  const [title = ""] = wrapped(namesOf(paper), half, measure, style)
  pen.startPage()
  printFooter(printer, page)
  pen.write(recipient, sheet.left, sheet.top, style)
  pen.writeToTheLeftOf(title, sheet.right, sheet.top, style)
  return sheet.top + lineHeight(SMALL) + 10
}

const namesOf = ({ title, number, mark }: Paper): string =>
  [title, number, mark].filter(Boolean).join(" · ")

const printFooter = ({ paper, sheet, pen, pages }: Printer, page: number): void => {
  const style: Style = { size: SMALL, color: GREY }
  const y = sheet.bottom + 14
  const { words } = paper.language.texts
  const text = fill(words.page, { page: String(page), pages: String(pages ?? page) })
  pen.line(sheet.left, y - 4, sheet.right - sheet.left, RULE_COLOR)
  pen.write(paper.sender, sheet.left, y, style)
  pen.writeToTheLeftOf(text, sheet.right, y, style)
}

const headingLines = (column: PrintedColumn, { size }: PrintedTable, measure: Measure): string[] =>
  wrapped(column.heading, column.width - 2 * PADDING + 0.01, measure, { weight: "bold", size })

const headingHeight = (printed: PrintedTable, { measure }: Printer): number =>
  Math.max(...printed.columns.map((column) => headingLines(column, printed, measure).length)) *
    lineHeight(printed.size) +
  PADDING * 1.5

const printHeadings = (printed: PrintedTable, printer: Printer, top: number): number => {
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

const linesOnPage = (printed: PrintedTable, { sheet }: Printer, headHeight: number): number => {
  const room = sheet.bottom - sheet.top - lineHeight(SMALL) - 10 - headHeight - PADDING
  return Math.max(1, Math.floor(room / lineHeight(printed.size)))
}

const sliceRow = (
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

const printSlice = (slice: Slice, printed: PrintedTable, printer: Printer, top: number): void => {
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

const printTotals = (
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
