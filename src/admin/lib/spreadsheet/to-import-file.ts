import { toCsv } from "../to-csv"
import { toDecimal } from "../to-decimal"
import type { Mapping } from "./name-columns"

const dates = ["effective_at", "expires_at", "received_at", "valid_from"]
const decimals = [
  "quantity",
  "unit_cost",
  "unit_price",
  "sale_price",
  "uninvoiced_quantity",
  "over_invoiced_quantity",
]

/** The file that an import takes: our columns, decimal points, and days as YYYY-MM-DD. Lines keep their place. */
export const toImportFile = (
  name: string,
  [, ...rows]: string[][],
  mapping: Mapping,
  locale: string
): File => {
  const columns = mapping.filter((column) => column !== null)
  const lines = rows.map((row) =>
    Object.fromEntries(
      mapping.flatMap((column, position): [string, string][] =>
        column === null ? [] : [[column, toValue(column, row[position] ?? "", locale)]]
      )
    )
  )
  return new File([toCsv(columns, lines)], name.replace(/\.\w+$/, ".csv"), { type: "text/csv" })
}

const toValue = (column: string, cell: string, locale: string): string => {
  if (dates.includes(column)) return toDay(cell, locale)
  return decimals.includes(column) ? toDecimal(cell.replace(/[^\d.,\-\s']/g, "")) : cell
}

/** "31.12.2026", "31-12-2026", "31/12/2026" and, where people write so, "12/31/2026"; else as it is. */
export const toDay = (cell: string, locale: string): string => {
  const [, first = "", second = "", year = ""] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(cell.trim()) ?? []
  if (year === "") return cell.trim()
  const [day, month] = monthComesFirst(locale) ? [second, first] : [first, second]
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
}

const monthComesFirst = (locale: string): boolean => {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date())
  const places = parts.map(({ type }) => type)
  return places.indexOf("month") < places.indexOf("day") && places.indexOf("year") > 0
}
