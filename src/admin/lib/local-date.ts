/** The day of a date where the reader is: "2026-11-25". */
export const toLocalDate = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-")

/** The first instant of a day where the reader is. */
export const fromLocalDate = (day: string): Date => new Date(`${day}T00:00:00`)
