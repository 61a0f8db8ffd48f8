/** Spreadsheets take a text that begins with one of these for a formula. */
const FORMULA = /^[=+@\t\r]|^-(?!\d)/

/** Writes rows as CSV that any spreadsheet opens, in UTF-8 with a byte order mark. */
export const toCsv = <Row extends object>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[]
): string => {
  const lines = rows.map((row) => columns.map((name) => toCell(row[name])).join(","))
  return `\uFEFF${[columns.join(","), ...lines].join("\r\n")}\r\n`
}

const toCell = (value: unknown): string => {
  const text = toText(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const toText = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  return typeof value === "string" ? value : JSON.stringify(value)
}
