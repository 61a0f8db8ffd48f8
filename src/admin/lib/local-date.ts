/** The calendar day of an instant in a time zone, as in "2026-03-31". */
export const localDateOf = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(instant))
