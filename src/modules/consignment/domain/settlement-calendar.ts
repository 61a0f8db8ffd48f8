import { localDate } from "./period"
import type { settlementUnits } from "./terms"

const DAY = 24 * 60 * 60 * 1000

export interface SettlementInterval {
  unit: (typeof settlementUnits)[number]
  count: number
}

/** When an agreement asks for settlements; dates are local, of its time zone. */
export interface SettlementCalendar {
  id: string
  every: SettlementInterval | null
  /** The first day of the first period. */
  anchor: string
  timeZone: string
  graceDays: number
}

/** Activity of an account so far. */
export interface SettlementProgress {
  lastCutOff: Date | null
  firstMovementAt: Date | null
  /** No stock and nothing unsettled: there is nothing to report. */
  isIdle: boolean
}

/** The oldest cut-off that has come and is not settled. */
export interface DueSettlement {
  calendarId: string
  /** The local date to settle to. */
  cutOff: string
  /** How many cut-offs have come since the last settlement, this one included. */
  periods: number
  /** The last local date on which the settlement is not yet overdue. */
  overdueAfter: string
  daysOverdue: number
}

/**
 * The k-th cut-off, from 1: the last day of the k-th period. Months are counted from the anchor and end with a shorter
 * month: from 31 January 27 February, 30 March, 29 April.
 */
export const cutOffOf = (anchor: string, every: SettlementInterval, k: number): string =>
  addDays(periodStart(anchor, every, k), -1)

/** How many cut-offs lie on or before a date. */
export const countCutOffs = (anchor: string, every: SettlementInterval, date: string): number => {
  const estimate = Math.floor(stepsBetween(anchor, addDays(date, 1), every.unit) / every.count)
  return Math.max(0, cutOffOf(anchor, every, estimate) > date ? estimate - 1 : estimate)
}

/**
 * Settlements due in an account whose agreements followed one another, oldest first: each asks for settlements until the
 * next begins. A cut-off is due from its own day on, and overdue once the days of grace after it are over.
 */
export const findDueSettlement = (
  calendars: SettlementCalendar[],
  progress: SettlementProgress,
  now: Date
): DueSettlement | null => {
  if (progress.isIdle) return null
  for (const [position, calendar] of calendars.entries()) {
    const successor = calendars[position + 1]
    const today = localDate(now, calendar.timeZone)
    const last = successor ? earlier(today, addDays(successor.anchor, -1)) : today
    const due = findDue(calendar, progress, last, today)
    if (due) return due
  }
  return null
}

const findDue = (
  { id, every, anchor, timeZone, graceDays }: SettlementCalendar,
  progress: SettlementProgress,
  last: string,
  today: string
): DueSettlement | null => {
  const covered = coveredDate(progress, timeZone)
  if (every === null || covered === null) return null
  const settled = countCutOffs(anchor, every, covered)
  const periods = countCutOffs(anchor, every, last) - settled
  if (periods <= 0) return null
  const cutOff = cutOffOf(anchor, every, settled + 1)
  const overdueAfter = addDays(cutOff, graceDays)
  const daysOverdue = Math.max(0, daysBetween(overdueAfter, today))
  return { calendarId: id, cutOff, periods, overdueAfter, daysOverdue }
}

/** A settlement of any moment of a day covers the day; before the first movement there was nothing to report. */
const coveredDate = (progress: SettlementProgress, timeZone: string): string | null => {
  if (progress.lastCutOff) return localDate(progress.lastCutOff, timeZone)
  if (progress.firstMovementAt) return addDays(localDate(progress.firstMovementAt, timeZone), -1)
  return null
}

const earlier = (one: string, other: string): string => (one < other ? one : other)

/** The first day of the period that follows k periods. */
const periodStart = (anchor: string, { unit, count }: SettlementInterval, k: number): string => {
  if (unit === "month") return addMonths(anchor, k * count)
  return addDays(anchor, k * count * (unit === "week" ? 7 : 1))
}

const stepsBetween = (from: string, to: string, unit: SettlementInterval["unit"]): number => {
  if (unit === "month") return monthsOf(to) - monthsOf(from)
  return daysBetween(from, to) / (unit === "week" ? 7 : 1)
}

const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY

const monthsOf = (date: string): number => {
  const day = new Date(date)
  return day.getUTCFullYear() * 12 + day.getUTCMonth()
}

const addMonths = (date: string, months: number): string => {
  const month = monthsOf(date) + months
  const [year, index] = [Math.floor(month / 12), month % 12]
  const lastDay = new Date(Date.UTC(year, index + 1, 0)).getUTCDate()
  const day = Math.min(new Date(date).getUTCDate(), lastDay)
  return new Date(Date.UTC(year, index, day)).toISOString().slice(0, 10)
}
