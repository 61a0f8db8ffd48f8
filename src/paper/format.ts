import { isUnitCostShownIn, toAmount } from "../modules/consignment/domain/money"
import { exact } from "../modules/consignment/domain/quantity"
import type { CellKind, Paper } from "./paper"
import type { Language } from "./language"

type Reader = Pick<Paper, "language" | "decimals">

/** A cell as people read it in the language of the paper. */
export const toReadable = (text: string, kind: CellKind, reader: Reader): string => {
  switch (kind) {
    case "text":
      return text
    case "date":
      return formatDay(text, reader.language)
    case "quantity":
    case "amount":
      return formatDecimal(text, reader.language)
    case "unit_cost":
      return formatDecimal(toUnitCost(text, reader.decimals), reader.language)
    default:
      return kind satisfies never
  }
}

/** Writes a decimal string with the signs of a language and never rounds it: "1234.50" is "1.234,50" in Dutch. */
export const formatDecimal = (decimal: string, language: Language): string => {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const { group, point } = signsOf(language)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${sign}${grouped}${fraction ? point + fraction : ""}`
}

const signsOf = ({ locale }: Language): { group: string; point: string } => {
  const parts = formatterOf(locale).formatToParts(1_000_000.5)
  const find = (type: string) => parts.find((part) => part.type === type)?.value
  return { group: find("group") ?? "", point: find("decimal") ?? "." }
}

const formatters = new Map<string, Intl.NumberFormat>()

const formatterOf = (locale: string): Intl.NumberFormat => {
  const known = formatters.get(locale) ?? new Intl.NumberFormat(locale)
  formatters.set(locale, known)
  return known
}

/** People read a unit cost in the decimals of the currency unless that would hide what it is. */
const toUnitCost = (text: string, decimals: number): string =>
  isUnitCostShownIn(text, decimals)
    ? toAmount(exact(text), decimals).toFixed(decimals)
    : withDecimals(text, decimals)

/** Fills up with zeros: "5" is "5.00" with 2 decimals, "5.125" stays. */
const withDecimals = (decimal: string, decimals: number): string => {
  const [whole = "", fraction = ""] = decimal.split(".")
  const filled = fraction.padEnd(decimals, "0")
  return filled ? `${whole}.${filled}` : whole
}

/** A day (YYYY-MM-DD), short: "30 Jun 2026". */
const formatDay = (day: string, { locale }: Language): string =>
  new Date(`${day}T00:00:00.000Z`).toLocaleDateString(locale, {
    dateStyle: "medium",
    timeZone: "UTC",
  })

/** The day (YYYY-MM-DD) of instants in a time zone. */
export const dayAt = (timeZone: string): ((instant: string) => string) => {
  // Canadians write days as files do.
  const formatter = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" })
  return (instant) => formatter.format(new Date(instant))
}

/** The day of an instant where the contractor lives: "31 January 2026". */
export const formatDate = (instant: Date, { locale }: Language, timeZone: string): string =>
  instant.toLocaleDateString(locale, { dateStyle: "long", timeZone })

const formatMoment = (instant: Date, { locale }: Language, timeZone: string): string =>
  instant.toLocaleString(locale, { dateStyle: "long", timeStyle: "short", timeZone })

/** Where a period ends at the end of a day, the day says it all. */
export const formatEnd = (end: Date, language: Language, timeZone: string): string =>
  isLastOfDay(end, timeZone)
    ? formatDate(end, language, timeZone)
    : formatMoment(end, language, timeZone)

/** A period begins with the millisecond after the one before ended. */
export const formatStart = (before: Date, language: Language, timeZone: string): string =>
  isLastOfDay(before, timeZone)
    ? formatDate(new Date(before.getTime() + 1), language, timeZone)
    : formatMoment(before, language, timeZone)

const isLastOfDay = (instant: Date, timeZone: string): boolean =>
  dayOf(instant, timeZone) !== dayOf(new Date(instant.getTime() + 1), timeZone)

const dayOf = (instant: Date, timeZone: string): string =>
  instant.toLocaleDateString("en-GB", { dateStyle: "short", timeZone })
