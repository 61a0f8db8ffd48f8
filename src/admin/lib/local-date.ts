/** The calendar day of an instant in a time zone, the reader's by default: "2026-03-31". */
export const localDateOf = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(instant))

const YEAR_DIGITS = 4
const DIGITS = 2

/** The same of a date where the reader is. While a year is typed it has fewer digits. */
export const dayOf = (date: Date): string =>
  [
    String(date.getFullYear()).padStart(YEAR_DIGITS, "0"),
    String(date.getMonth() + 1).padStart(DIGITS, "0"),
    String(date.getDate()).padStart(DIGITS, "0"),
  ].join("-")

/** The first instant of a day where the reader is. */
export const fromLocalDate = (day: string): Date => new Date(`${day}T00:00:00`)
