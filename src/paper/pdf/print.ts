import type { Paper } from "../paper"
import { fitColumns, PADDING } from "./columns"
import { printFirstHead, printNextHead } from "./head"
import { GREY, lineHeight, type Measure, type Style } from "./pen"
import { BODY, wrapped, type Printer } from "./printer"
import type { SheetOfPaper } from "./sheet-of-paper"
import {
  headingHeight,
  linesOnPage,
  printHeadings,
  printSlice,
  printTotals,
  sliceRow,
} from "./table"

/** The tables as they fit on the sheet; the same for every pass over the paper. */
export const fitTables = (paper: Paper, sheet: SheetOfPaper, measure: Measure): Printer["tables"] =>
  paper.tables.map((table) => ({
    table,
    ...fitColumns(table, paper, measure, sheet.left, sheet.right - sheet.left),
  }))

/** Where the pen is. */
interface Place {
  page: number
  y: number
}

/** Prints the paper page by page and stops after each, so that others get their turn. */
export const print = function* (printer: Printer): Generator<number> {
  const place: Place = { page: 1, y: printFirstHead(printer) }
  for (const printed of printer.tables) yield* printTable(printed, printer, place)
  yield* printNotes(printer, place)
  yield place.page
}

/** Goes on to the next page, if so much does not fit on this one; says whether it did. */
const makeRoom = function* (
  height: number,
  printer: Printer,
  place: Place
): Generator<number, boolean> {
  if (place.y + height <= printer.sheet.bottom) return false
  yield place.page
  place.page += 1
  place.y = printNextHead(printer, place.page)
  return true
}

const NAME: Style = { weight: "bold", size: 11 }
const GAP = 18

const printTable = function* (
  printed: Printer["tables"][number],
  printer: Printer,
  place: Place
): Generator<number> {
  const { pen, sheet } = printer
  const { table, size } = printed
  const rowHeight = lineHeight(size) + PADDING
  const nameHeight = lineHeight(NAME.size) + PADDING
  const headHeight = headingHeight(printed, printer)
  const printHead = (): void => {
    place.y = printHeadings(printed, printer, place.y)
  }
  const makeRoomFor = function* (height: number): Generator<number> {
    if (yield* makeRoom(height, printer, place)) printHead()
  }

  // A head never stands alone at the foot of a page.
  yield* makeRoom(nameHeight + headHeight + 2 * rowHeight, printer, place)
  pen.write(table.name, sheet.left, place.y, NAME)
  place.y += nameHeight
  printHead()
  const capacity = linesOnPage(printed, printer, headHeight)
  for (const row of table.rows()) {
    for (const slice of sliceRow(row, printed, printer, capacity)) {
      yield* makeRoomFor(slice.height)
      printSlice(slice, printed, printer, place.y)
      place.y += slice.height
    }
  }
  if (printed.isEmpty && table.nothing) {
    pen.write(table.nothing, sheet.left + PADDING, place.y + PADDING, { size, color: GREY })
    place.y += rowHeight + PADDING
  }
  if (table.totals) {
    yield* makeRoomFor(rowHeight + PADDING)
    printTotals(table.totals, printed, printer, place.y)
    place.y += rowHeight + PADDING
  }
  place.y += GAP
}

const printNotes = function* (printer: Printer, place: Place): Generator<number> {
  const { paper, sheet, pen, measure } = printer
  const style: Style = { size: BODY, color: GREY }
  for (const note of paper.notes) {
    for (const line of wrapped(note, sheet.right - sheet.left, measure, style)) {
      yield* makeRoom(lineHeight(BODY), printer, place)
      pen.write(line, sheet.left, place.y, style)
      place.y += lineHeight(BODY)
    }
  }
}
