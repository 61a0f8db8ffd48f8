import { ConsignmentError } from "./errors"

const DAY = 24 * 60 * 60 * 1000

/** A format takes far longer to make than a date to write, and there are few time zones. */
const inEachZone = (locale: string, options: Intl.DateTimeFormatOptions) => {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (timeZone: string): Intl.DateTimeFormat => {
    const known = made.get(timeZone)
    if (known) return known
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    made.set(timeZone, format)
    return format
  }
}

const inDays = inEachZone("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" })

const inSeconds = inEachZone("en-US", {
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
})

/** A calendar day, "2026-01-31", and no instant. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The instant that a document dated by a day has: the start of that day, or now if the day is today. */
export const dateOfDay = (day: string, timeZone: string, now: Date): Date =>
  localDate(now, timeZone) === day ? now : startOfDay(day, timeZone)

/** An agreement as far as days depend on it. */
export interface Zoned {
  validFrom: Date | null
  validTo: Date | null
  timeZone: string
}

/**
 * The time zone in which a day is read: that of the agreement in force on it, else of the latest that had begun, else
 * of the first to come. Null without any agreement.
 */
export const timeZoneOfDay = (
  agreements: Zoned[],
  instantIn: (timeZone: string) => Date
): string | null => {
  const latestFirst = [...agreements].sort(
    (a, b) => (b.validFrom?.getTime() ?? 0) - (a.validFrom?.getTime() ?? 0)
  )
  const hasBegun = ({ validFrom, timeZone }: Zoned) =>
    validFrom === null || validFrom.getTime() <= instantIn(timeZone).getTime()
  const isInForce = (agreement: Zoned) =>
    hasBegun(agreement) &&
    (agreement.validTo === null ||
      instantIn(agreement.timeZone).getTime() <= agreement.validTo.getTime())
  const agreement = latestFirst.find(isInForce) ?? latestFirst.find(hasBegun) ?? latestFirst.at(-1)
  return agreement?.timeZone ?? null
}

/** A cut-off as the caller names it: a local date, an instant, or none for now. */
export type CutOffRequest = { date: string } | { instant: Date } | null

/**
 * The last instant a settlement covers: of a date the last millisecond of that day in the agreement's time zone, of
 * today the moment of closing.
 * Throws: INVALID_DATA (in the future), PERIOD_CLOSED (before the last cut-off).
 */
export const decideCutOff = (
  request: CutOffRequest,
  timeZone: string,
  lastCutOff: Date | null,
  now: Date
): Date => {
  const cutOff = resolveCutOff(request, timeZone, now)
  if (cutOff.getTime() > now.getTime()) {
    throw new ConsignmentError(
      "INVALID_DATA",
      `The cut-off ${cutOff.toISOString()} is in the future.`,
      {
        path: "cut_off",
        reason: "in_future",
      }
    )
  }
  if (lastCutOff && cutOff.getTime() < lastCutOff.getTime()) {
    throw new ConsignmentError(
      "PERIOD_CLOSED",
      `The cut-off ${cutOff.toISOString()} is before the last one, ${lastCutOff.toISOString()}.`,
      { path: "cut_off", last_cut_off: lastCutOff.toISOString() }
    )
  }
  return cutOff
}

const resolveCutOff = (request: CutOffRequest, timeZone: string, now: Date): Date => {
  if (request === null) return now
  if ("instant" in request) return request.instant
  const end = endOfDay(request.date, timeZone)
  return end.getTime() > now.getTime() && request.date === localDate(now, timeZone) ? now : end
}

/** The calendar date of an instant in a time zone: "2026-01-31". */
export const localDate = (instant: Date, timeZone: string): string =>
  inDays(timeZone).format(instant)

/** The first instant of a local date. */
export const startOfDay = (date: string, timeZone: string): Date => {
  const midnight = Date.parse(`${date}T00:00:00.000Z`)
  // Where the clocks change that night, midnight comes twice or not at all: the offsets of both sides are tried.
  const [first, second] = [-DAY, DAY]
    .map((distance) => new Date(midnight - offsetAt(new Date(midnight + distance), timeZone)))
    .sort((a, b) => a.getTime() - b.getTime()) as [Date, Date]
  return localDate(first, timeZone) === date ? first : second
}

/** The last millisecond of a local date. */
export const endOfDay = (date: string, timeZone: string): Date => {
  const next = new Date(Date.parse(`${date}T00:00:00.000Z`) + DAY).toISOString().slice(0, 10)
  return new Date(startOfDay(next, timeZone).getTime() - 1)
}

/** Milliseconds by which the zone's clocks are ahead of UTC. */
const offsetAt = (instant: Date, timeZone: string): number => {
  const parts = inSeconds(timeZone).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    parseInt(parts.find((candidate) => candidate.type === type)?.value ?? "0", 10)
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second")
  )
  return local - Math.floor(instant.getTime() / 1000) * 1000
}
