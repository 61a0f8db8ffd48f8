/** The calendar day of an instant in a time zone, the reader's by default: "2026-03-31". */
export const localDateOf = (instant: string, timeZone?: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date(instant))

/** The first instant of a day where the reader is. */
export const fromLocalDate = (day: string): Date => new Date(`${day}T00:00:00`)
