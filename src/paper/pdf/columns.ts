import { toReadable } from "../format"
import type { Column, Paper, Table } from "../paper"
import type { Measure } from "./pen"

/** A column of a table that is printed: where it stands, and which cell of a row it shows. */
export interface PrintedColumn extends Column {
  index: number
  left: number
  width: number
}

export interface PrintedTable {
  columns: PrintedColumn[]
  size: number
  isEmpty: boolean
}

export const PADDING = 4

const LARGEST = 8.5
const SMALLEST = 4
const SIZES = [LARGEST, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, SMALLEST]

/** Texts that do not fit make a table smaller down to this size; numbers make it smaller still. */
const READABLE = 7

const WIDEST_TEXT = 240
const NARROWEST_TEXT = 48

/** Longest first word of a heading, longest number, longest text: at size 1. */
interface Needs {
  isUsed: boolean
  word: number
  cell: number
}

/** Which columns are printed, how wide and how small: numbers are never broken, texts share what is left. */
export const fitColumns = (
  table: Table,
  paper: Paper,
  measure: Measure,
  left: number,
  width: number
): PrintedTable => {
  const { needs, isEmpty } = findNeeds(table, paper, measure)
  const columns = table.columns
    .map((column, index) => ({ ...column, index, needs: needs[index] ?? unused() }))
    .filter(({ isForData, isOptional, needs: { isUsed } }) => !isForData && (!isOptional || isUsed))
  const size = SIZES.find((candidate) => fits(columns, candidate, width)) ?? SMALLEST
  const widths = shareWidth(columns, size, width)
  let x = left
  const printed = columns.map(({ needs: _, ...column }, place) => {
    const columnWidth = widths[place] ?? 0
    const found = { ...column, left: x, width: columnWidth }
    x += columnWidth
    return found
  })
  return { columns: printed, size, isEmpty }
}

const unused = (): Needs => ({ isUsed: false, word: 0, cell: 0 })

const findNeeds = (table: Table, paper: Paper, measure: Measure) => {
  const bold = { weight: "bold", size: 1 } as const
  const needs = table.columns.map((column, index): Needs => {
    const words = column.heading.split(" ")
    const total = table.totals?.[index]
    return {
      isUsed: false,
      word: Math.max(...words.map((word) => measure(word, bold))),
      cell: total ? measure(toReadable(total, column.kind, paper), bold) : 0,
    }
  })
  let isEmpty = true
  for (const { cells } of table.rows()) {
    isEmpty = false
    for (const [index, column] of table.columns.entries()) {
      const cell = cells[index]
      const need = needs[index]
      if (!cell || !need || column.isForData) continue
      if (cell !== "0") need.isUsed = true
      if (column.kind === "text" && need.cell * LARGEST > WIDEST_TEXT) continue
      const readable = toReadable(cell, column.kind, paper)
      need.cell = Math.max(need.cell, measure(readable, { size: 1 }))
    }
  }
  return { needs, isEmpty }
}

type Fitting = Column & { needs: Needs }

const fits = (columns: Fitting[], size: number, width: number): boolean => {
  const needed = size > READABLE ? wishOf : leastOf
  return total(columns.map((column) => needed(column, size))) <= width
}

/** Texts can be broken, numbers and days cannot. */
const leastOf = ({ kind, needs }: Fitting, size: number): number => {
  const cell = kind === "text" ? Math.min(needs.cell * size, NARROWEST_TEXT) : needs.cell * size
  return Math.max(needs.word * size, cell) + 2 * PADDING
}

const wishOf = (column: Fitting, size: number): number =>
  column.kind === "text"
    ? Math.max(leastOf(column, size), Math.min(column.needs.cell * size, WIDEST_TEXT) + 2 * PADDING)
    : leastOf(column, size)

/** Each gets the least it needs; texts share the rest by what they wish for, all columns what is left then. */
const shareWidth = (columns: Fitting[], size: number, width: number): number[] => {
  const least = columns.map((column) => leastOf(column, size))
  const wishes = columns.map((column, index) => wishOf(column, size) - (least[index] ?? 0))
  const rest = Math.max(0, width - total(least))
  const wished = total(wishes)
  const granted = wished > 0 ? Math.min(1, rest / wished) : 0
  const spare = (rest - granted * wished) / Math.max(1, columns.length)
  return least.map((needed, index) => needed + granted * (wishes[index] ?? 0) + spare)
}

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0)
