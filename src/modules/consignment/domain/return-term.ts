import { localDate } from "./period"

const DAY = 24 * 60 * 60 * 1000

export const termStates = ["none", "running", "due", "overdue"] as const
export type TermState = (typeof termStates)[number]

/** Age of goods in local calendar days, and their return date. */
export interface ReturnTerm {
  days_in_stock: number
  /** The last local date on which they go back within the term; null without a term. */
  due_on: string | null
  /** The same with the days of grace. */
  grace_until: string | null
  /** Within the term, within the grace, or beyond both. */
  term: TermState
}

/** Unsold goods go back within so many days of their receipt; some days of grace follow. */
export const decideReturnTerm = (
  receivedAt: Date,
  terms: { withinDays: number | null; graceDays: number | null },
  timeZone: string,
  now: Date
): ReturnTerm => {
  const received = localDate(receivedAt, timeZone)
  const today = localDate(now, timeZone)
  const daysInStock = Math.round((Date.parse(today) - Date.parse(received)) / DAY)
  if (terms.withinDays === null) {
    return { days_in_stock: daysInStock, due_on: null, grace_until: null, term: "none" }
  }
  const dueOn = addDays(received, terms.withinDays)
  const graceUntil = addDays(dueOn, terms.graceDays ?? 0)
  return {
    days_in_stock: daysInStock,
    due_on: dueOn,
    grace_until: graceUntil,
    term: today <= dueOn ? "running" : today <= graceUntil ? "due" : "overdue",
  }
}

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, "YYYY-MM-DD".length)
