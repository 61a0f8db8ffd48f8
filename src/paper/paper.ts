import type { Language } from "./language"

/** How the text of a cell is to be read: as words, as a decimal string or as a day (YYYY-MM-DD). */
export type CellKind = "text" | "quantity" | "amount" | "unit_cost" | "date"

export interface Column {
  heading: string
  kind: CellKind
  /** Left out where people read, if no row says anything in it. */
  isOptional?: boolean
  /** For files that programs read; people see it elsewhere on the paper. */
  isForData?: boolean
}

export type Cell = string | null

export interface Row {
  cells: Cell[]
  isHighlighted?: boolean
}

export interface Table {
  key: string
  name: string
  columns: Column[]
  /** Read once for each pass over the table, so that no more than a row of it need be held. */
  rows: () => Iterable<Row>
  /** By column; null where there is none. */
  totals?: Cell[]
  /** Stands where rows would, if there are none. */
  nothing?: string
}

/** A table that may be too long to be held or read by people: only files that programs read have it. */
export interface LongTable extends Pick<Table, "key" | "name" | "columns"> {
  /** How many rows there are. */
  count: number
  /** Read once. */
  rows: () => AsyncIterable<Row>
}

/** One of the two that a paper is between. */
export interface Party {
  /** "Seller"; null: nothing stands above the name. */
  label: string | null
  name: string
  /** Address, tax id and whatever else is told of it, a line each. */
  details: string[]
  /** PNG or JPEG as a data URL. */
  logo?: string | null
}

/** A label and what stands beside it. */
export type Fact = readonly [label: string, text: string]

/** A business paper as anyone reads it, whatever the format. */
export interface Paper {
  language: Language
  title: string
  number: string
  /** Mark the reader must see: draft, reversed or cancelled. */
  mark: string | null
  /** When it was made; files carry no other time, so that one paper always is the same file. */
  madeAt: Date
  sender: Party
  recipient: Party
  facts: Fact[]
  isLandscape: boolean
  /** Decimals of the currency; unit costs show as many at least. */
  decimals: number
  tables: Table[]
  longTables?: LongTable[]
  notes: string[]
}
