import type { Paper, Table } from "../paper"
import type { PrintedTable } from "./columns"
import type { Measure, Pen, Style } from "./pen"
import type { SheetOfPaper } from "./sheet-of-paper"
import { wrap } from "./wrap"

export const BODY = 9
export const SMALL = 7.5
export const RULE_COLOR = "#d4d8dd"

/** Settings that are the same for every page. */
export interface Printer {
  paper: Paper
  sheet: SheetOfPaper
  pen: Pen
  measure: Measure
  tables: (PrintedTable & { table: Table })[]
  /** How many pages there are in all; null while they are counted. */
  pages: number | null
}

export const wrapped = (text: string, width: number, measure: Measure, style: Style): string[] =>
  wrap(text, width, (piece) => measure(piece, style))
