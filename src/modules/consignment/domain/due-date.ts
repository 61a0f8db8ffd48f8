import { endOfDay, localDate } from "./period"

const DAY = 24 * 60 * 60 * 1000

/** The last instant of the day that lies so many days after the local date of an invoice. */
export const decideDueAt = (issuedAt: Date, days: number, timeZone: string): Date => {
  const issuedOn = Date.parse(localDate(issuedAt, timeZone))
  return endOfDay(new Date(issuedOn + days * DAY).toISOString().slice(0, 10), timeZone)
}
