import { Readable } from "node:stream"
import { CsvError, parse } from "csv-parse"
import { refuseFile } from "./refuse-file"

/** A line of the file. */
export interface Row {
  /** Counted from 1, the header included. */
  line: number
  /** The position among the lines below the header, from 0. */
  index: number
  /** Values of the columns that are not empty. */
  cells: Record<string, string>
  /** How many cells there are. */
  width: number
}

export interface Table {
  columns: string[]
  rows: Row[]
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

/**
 * Reads a CSV file as it comes: UTF-8, the first line naming the columns, separated by commas, semicolons or tabs.
 * Throws: INVALID_DATA (not a CSV file, no lines).
 */
export const readTable = async (file: AsyncIterable<Buffer>): Promise<Table> => {
  const table: Table = { columns: [], rows: [] }
  try {
    for await (const { record, info } of await parseFile(file)) {
      if (table.columns.length === 0) table.columns = record.map((name) => name.toLowerCase())
      else table.rows.push(toRow(table, record, info.lines))
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    refuseFile(`The file is not CSV: ${error.message}.`, { reason: "not_csv" })
  }
  if (table.rows.length === 0)
    refuseFile("The file has no lines below its header.", { reason: "no_lines" })
  return table
}

const parseFile = async (file: AsyncIterable<Buffer>): Promise<AsyncIterable<Parsed>> => {
  const chunks = file[Symbol.asyncIterator]()
  const begin = await readHeader(chunks)
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(begin.toString("utf8")),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  const source = Readable.from(concatenated(begin, chunks))
  source.on("error", (error) => parser.destroy(error))
  return source.pipe(parser) as AsyncIterable<Parsed>
}

const MAXIMUM_HEADER = 64 * 1024

/** The file up to a chunk that ends its first line. */
const readHeader = async (chunks: AsyncIterator<Buffer>): Promise<Buffer> => {
  let begin = Buffer.alloc(0)
  while (!/\r|\n/.test(begin.toString("latin1")) && begin.length < MAXIMUM_HEADER) {
    const next = await chunks.next()
    if (next.done) break
    begin = Buffer.concat([begin, next.value])
  }
  return begin
}

/** No column has a name with one of these in it, so the header tells which one separates. */
const delimiterOf = (begin: string): string => {
  const [header = ""] = begin.split(/\r|\n/)
  const count = (delimiter: string): number => header.split(delimiter).length
  const [first = ","] = [",", ";", "\t"].sort((one, other) => count(other) - count(one))
  return first
}

async function* concatenated(begin: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield begin
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

const toRow = ({ columns, rows }: Table, record: string[], line: number): Row => {
  const named = record.map((cell, position) => [columns[position] ?? "", cell] as const)
  return {
    line,
    index: rows.length,
    cells: Object.fromEntries(named.filter(([name, cell]) => name !== "" && cell !== "")),
    width: record.length,
  }
}
