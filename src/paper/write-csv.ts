import { pipeline, Readable } from "node:stream"
import { stringify } from "csv-stringify"
import { inBlocks } from "./in-blocks"
import type { Column, Paper } from "./paper"

/** Text that a spreadsheet would read as a formula. */
const opensFormula = /^[=+\-@\t\r]/

/**
 * One table of the paper by RFC 4180, with a byte order mark, as spreadsheets else guess the letters wrong. Decimals
 * stay as they are; what people wrote is kept from being run as a formula.
 */
export const writeCsv = (
  paper: Pick<Paper, "tables" | "longTables">,
  tableKey: string
): Readable => {
  const table = [...paper.tables, ...(paper.longTables ?? [])].find(({ key }) => key === tableKey)
  const rows = async function* () {
    if (!table) return
    yield table.columns.map(({ heading }) => heading)
    for await (const { cells } of table.rows()) {
      yield cells.map((cell, index) => toField(cell ?? "", table.columns[index]))
    }
  }
  const lines = stringify({ bom: true, record_delimiter: "\r\n" })
  lines.setEncoding("utf8")
  // A failure reaches the reader of the lines, who is the one to tell of it.
  pipeline(Readable.from(rows()), lines, () => undefined)
  return Readable.from(inBlocks(lines))
}

const toField = (text: string, column: Column | undefined): string =>
  column?.kind === "text" && opensFormula.test(text) ? `'${text}` : text
