/** Rows of a file as people have it: CSV with any separator, or the first sheet of an Excel workbook. */
export const rowsOfFile = async (file: File): Promise<string[][]> =>
  isWorkbook(file) ? await rowsOfWorkbook(file) : await rowsOfText(await file.text())

/** Kinds of files as a file field names them. */
export const SPREADSHEETS =
  ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

export const isWorkbook = ({ name, type }: File): boolean =>
  /\.xlsx$/i.test(name) || type.includes("spreadsheetml")

/** Rows that were copied from a spreadsheet or saved as CSV. */
export const rowsOfText = async (text: string): Promise<string[][]> => {
  // Loaded when the first spreadsheet comes, as most pages never see one.
  const { parse } = await import("csv-parse/browser/esm/sync")
  return parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
}

const delimiterOf = (text: string): string => {
  const [first = ""] = text.split("\n", 1)
  return ["\t", ";"].find((delimiter) => first.includes(delimiter)) ?? ","
}

const rowsOfWorkbook = async (file: File): Promise<string[][]> => {
  const { readSheet } = await import("read-excel-file/browser")
  const rows = (await readSheet(file)) as unknown[][]
  return rows.map((row) => row.map(toText)).filter((row) => row.some((cell) => cell !== ""))
}

/** A workbook keeps days as instants at midnight of UTC. */
const toText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return ""
  if (cell instanceof Date) return cell.toISOString().slice(0, "YYYY-MM-DD".length)
  return typeof cell === "string" ? cell.trim() : JSON.stringify(cell)
}
