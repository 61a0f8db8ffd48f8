import type { Decimal } from "decimal.js"
import { refuseFields, type RefusedField } from "./errors"
import { toAmount } from "./money"
import { localDate } from "./period"
import { exact, toText, ZERO } from "./quantity"
import type { Direction } from "./terms"

/** After so many days in stock, an item is sold for so many percent less. */
export interface MarkdownStep {
  after_days: number
  percent: string
}

/** The markdowns agreed for a supplier's goods; after the last of them unsold goods may go back. */
export interface MarkdownSchedule {
  steps: MarkdownStep[]
  take_back_after_days: number | null
}

export const markdownStatuses = ["active", "stopped"] as const
export type MarkdownStatus = (typeof markdownStatuses)[number]

/** Throws: INVALID_DATA (nothing to do, steps out of order, an outbound agreement). */
export const guardMarkdown = (direction: Direction, schedule: MarkdownSchedule): void => {
  refuseFields([
    ...(direction === "inbound" ? [] : [ofCustomer]),
    ...(schedule.steps.length === 0 && schedule.take_back_after_days === null ? [empty] : []),
    ...schedule.steps.flatMap((step, index): RefusedField[] => {
      const before = schedule.steps[index - 1]
      return before && !isAbove(step, before) ? [outOfOrder(`steps.${index}.after_days`)] : []
    }),
    ...(isTakenBackTooEarly(schedule) ? [outOfOrder("take_back_after_days")] : []),
  ])
}

const ofCustomer: RefusedField = {
  path: "agreement_id",
  message: "Only an inbound agreement has markdowns.",
  reason: "markdown_unneeded",
}

const empty: RefusedField = {
  path: "steps",
  message: "Name a markdown, or the day from which goods go back.",
  reason: "required",
}

const outOfOrder = (path: string): RefusedField => ({
  path,
  message: "Each step needs more days and a larger markdown than the one before.",
  reason: "markdown_order",
})

const isAbove = (step: MarkdownStep, before: MarkdownStep): boolean =>
  step.after_days > before.after_days && exact(step.percent).gt(before.percent)

const isTakenBackTooEarly = ({ steps, take_back_after_days: days }: MarkdownSchedule): boolean => {
  const last = steps.at(-1)
  return days !== null && last !== undefined && days <= last.after_days
}

/** The markdown of a schedule for goods that have been here so many days; 0 before the first step. */
export const percentAfter = ({ steps }: MarkdownSchedule, days: number): Decimal => {
  const reached = steps.filter((step) => days >= step.after_days).at(-1)
  return reached ? exact(reached.percent) : ZERO
}

/** The price that is asked with a markdown, in the currency's decimals. */
export const markedDown = (price: Decimal, percent: Decimal, decimals: number): Decimal =>
  toAmount(price.times(exact(100).minus(percent)).div(100), decimals)

const DAY = 24 * 60 * 60 * 1000

/** Whole local days since an instant. */
export const daysSince = (instant: Date, timeZone: string, now: Date): number =>
  Math.round(
    (Date.parse(localDate(now, timeZone)) - Date.parse(localDate(instant, timeZone))) / DAY
  )

/** An open lot of an item, and the schedule that was agreed for it, if any. */
export interface AgeingLot {
  quantity: Decimal
  days: number
  schedule: (MarkdownSchedule & { id: string; status: MarkdownStatus }) | null
}

/** The markdown of a schedule for one item today. */
export interface ItemMarkdown {
  /** Of the schedule in the question; units of other owners and schedules are not counted. */
  quantity: string
  /** Of the units that came last. */
  days_in_stock: number
  percent: string
  next: { percent: string; in_days: number } | null
  /** Units that have been here until the day from which they go back. */
  take_back_quantity: string
  /** Other consigned units of the item keep its price higher than this schedule alone would. */
  is_held_back: boolean
}

/**
 * Decides the markdown of an item with several lots. A variant has one price for all its units, so the smallest
 * markdown among the lots applies: no owner's goods are sold for less than was agreed. Lots without a schedule, or with
 * one that is stopped, have none. Own stock follows the others.
 */
export const decideItemMarkdown = (lots: AgeingLot[], scheduleId: string): ItemMarkdown | null => {
  const own = lots.filter(({ schedule }) => schedule?.id === scheduleId)
  const [first] = own
  if (!first?.schedule) return null
  const { schedule } = first
  const days = Math.min(...own.map((lot) => lot.days))
  const isStopped = schedule.status === "stopped"
  const alone = isStopped ? ZERO : percentAfter(schedule, days)
  const percent = lots.map(percentOf).reduce((least, one) => (one.lt(least) ? one : least), alone)
  const next = schedule.steps.find((step) => step.after_days > days)
  const returnFrom = schedule.take_back_after_days
  const toReturn =
    returnFrom === null || isStopped ? [] : own.filter((lot) => lot.days >= returnFrom)
  return {
    quantity: sum(own),
    days_in_stock: days,
    percent: toText(percent),
    next: next && !isStopped ? { percent: next.percent, in_days: next.after_days - days } : null,
    take_back_quantity: sum(toReturn),
    is_held_back: percent.lt(alone),
  }
}

const percentOf = ({ days, schedule }: AgeingLot): Decimal =>
  schedule?.status === "active" ? percentAfter(schedule, days) : ZERO

const sum = (lots: AgeingLot[]): string =>
  toText(lots.reduce((total, { quantity }) => total.plus(quantity), ZERO))
