import { ConsignmentError } from "../../domain/errors"
import {
  dateOfDay,
  endOfDay,
  isDay,
  localDate,
  startOfDay,
  timeZoneOfDay,
  type Zoned,
} from "../../domain/period"
import type { Stock } from "../../domain/stock"
import type { Direction } from "../../domain/terms"
import { toDateOrNull, type Instant } from "../../database/column-table"
import type { Sql } from "../../database/sql"

/** The party whose agreement gives the time zone. */
export interface AgreementParty {
  contractorId: string
  direction?: Direction
  currencyCode?: string | null
}

/** When a document happened, as far as that is known before the stock is. */
export interface BusinessDate {
  at: Date
  /** The day that was named instead of an instant. */
  day: { date: string; timeZone: string } | null
  /** The time zone is that of an agreement; else goods of one account may know better. */
  isAgreed: boolean
}

/** The time zone of days that no agreement applies to. */
export const loadStoreTimeZone = async (sql: Sql): Promise<string> => {
  const [row] = await sql<{ time_zone: string | null }>(
    `select time_zone from consignment_settings where deleted_at is null limit 1`
  )
  return row?.time_zone ?? "UTC"
}

export const loadZoned = async (sql: Sql, party: AgreementParty): Promise<Zoned[]> => {
  const rows = await sql<{
    valid_from: Instant | null
    valid_to: Instant | null
    time_zone: string
  }>(
    `select valid_from, valid_to, time_zone from consignment_agreement
     where contractor_id = ? and deleted_at is null
       and (?::text is null or direction = ?) and (?::text is null or currency_code = ?)
     order by currency_code, direction`,
    [
      party.contractorId,
      party.direction ?? null,
      party.direction ?? null,
      party.currencyCode ?? null,
      party.currencyCode ?? null,
    ]
  )
  return rows.map((row) => ({
    validFrom: toDateOrNull(row.valid_from),
    validTo: toDateOrNull(row.valid_to),
    timeZone: row.time_zone,
  }))
}

/** The time zone in which a day is read, and whether an agreement gives it. */
const findTimeZone = async (
  sql: Sql,
  party: AgreementParty | null,
  day: string
): Promise<{ timeZone: string; isAgreed: boolean }> => {
  const zoned = party ? await loadZoned(sql, party) : []
  const agreed = timeZoneOfDay(zoned, (timeZone) => endOfDay(day, timeZone))
  return { timeZone: agreed ?? (await loadStoreTimeZone(sql)), isAgreed: agreed !== null }
}

/** The start of a day in the time zone of the party's agreement, or the instant that was named. */
export const toInstantOf = async (
  sql: Sql,
  party: AgreementParty | null,
  date: string
): Promise<Date> =>
  isDay(date) ? startOfDay(date, (await findTimeZone(sql, party, date)).timeZone) : new Date(date)

/** As `toInstantOf`, and today means now. */
export const toDateOf = async (
  sql: Sql,
  party: AgreementParty | null,
  date: string,
  now: Date
): Promise<Date> =>
  isDay(date)
    ? dateOfDay(date, (await findTimeZone(sql, party, date)).timeZone, now)
    : new Date(date)

/** From when to before when a day lasts, for the agreement of the contractor if one is named. */
export const readBoundsOfDay = async (
  sql: Sql,
  named: { contractor_id?: string; direction?: string; currency_code?: string },
  day: string
): Promise<{ from: Date; before: Date }> => {
  const party =
    named.contractor_id === undefined
      ? null
      : {
          contractorId: named.contractor_id,
          direction: named.direction as Direction | undefined,
          currencyCode: named.currency_code,
        }
  const { timeZone } = await findTimeZone(sql, party, day)
  return {
    from: startOfDay(day, timeZone),
    before: new Date(endOfDay(day, timeZone).getTime() + 1),
  }
}

/** Reads several dates of a document's lines in one time zone, that of the agreement on `at`. */
export const toInstants = async (
  sql: Sql,
  party: AgreementParty,
  at: Date,
  dates: (string | null | undefined)[]
): Promise<(date: string) => Date> => {
  if (!dates.some((date) => date && isDay(date))) return (date) => new Date(date)
  const { timeZone } = await findTimeZone(sql, party, at.toISOString().slice(0, 10))
  return (date) => (isDay(date) ? startOfDay(date, timeZone) : new Date(date))
}

/** Reads dates until which something lasts: a day means its last millisecond in the time zone of the agreement on `at`. */
export const toLastInstants = async (
  sql: Sql,
  party: AgreementParty,
  at: Date,
  dates: (string | null | undefined)[]
): Promise<(date: string) => Date> => {
  if (!dates.some((date) => date && isDay(date))) return (date) => new Date(date)
  const { timeZone } = await findTimeZone(sql, party, at.toISOString().slice(0, 10))
  return (date) => (isDay(date) ? endOfDay(date, timeZone) : new Date(date))
}

/** Throws: INVALID_DATA (in the future). */
export const toBusinessDate = async (
  sql: Sql,
  { effective_at: named }: { effective_at?: string },
  party: AgreementParty | null,
  now: Date
): Promise<BusinessDate | null> => {
  if (named === undefined) return null
  if (!isDay(named)) {
    const at = new Date(named)
    refuseFuture(at, named, now)
    return { at, day: null, isAgreed: true }
  }
  const { timeZone, isAgreed } = await findTimeZone(sql, party, named)
  const at = dateOfDay(named, timeZone, now)
  if (isAgreed) refuseFuture(at, named, now)
  return { at, day: { date: named, timeZone }, isAgreed }
}

/**
 * The date of a document once its stock is known: where no agreement of its own gives the time zone, that of the goods
 * does if they have but one.
 * Throws: INVALID_DATA (in the future).
 */
export const dateByStock = (
  date: BusinessDate | null,
  stock: Stock,
  now: Date
): BusinessDate | null => {
  if (!date?.day || date.isAgreed) return date
  const zones = [...new Set(stock.accounts.flatMap(({ timeZone }) => timeZone ?? []))]
  const timeZone = zones.length === 1 && zones[0] ? zones[0] : date.day.timeZone
  const at = dateOfDay(date.day.date, timeZone, now)
  refuseFuture(at, date.day.date, now)
  return { at, day: { ...date.day, timeZone }, isAgreed: true }
}

const refuseFuture = (at: Date, named: string, now: Date): void => {
  if (at.getTime() <= now.getTime()) return
  throw new ConsignmentError("INVALID_DATA", `effective_at ${named} is in the future.`, {
    path: "effective_at",
    reason: "in_future",
  })
}

/** Throws: INVALID_DATA (further back than the store allows). */
export const refuseTooOld = async (
  sql: Sql,
  date: BusinessDate | null,
  now: Date
): Promise<void> => {
  if (date === null) return
  const allowedDays = await loadBackdatingDays(sql)
  if (allowedDays === null || ageInDays(date, now) <= allowedDays) return
  throw new ConsignmentError(
    "INVALID_DATA",
    `effective_at ${date.day?.date ?? date.at.toISOString()} is more than ${allowedDays} days ago.`,
    { path: "effective_at", reason: "too_old", allow_backdating_days: allowedDays }
  )
}

const DAY = 24 * 60 * 60 * 1000

/** Of a day the calendar days since, of an instant the time passed. */
const ageInDays = ({ at, day }: BusinessDate, now: Date): number =>
  day
    ? Math.round((Date.parse(localDate(now, day.timeZone)) - Date.parse(day.date)) / DAY)
    : (now.getTime() - at.getTime()) / DAY

const loadBackdatingDays = async (sql: Sql): Promise<number | null> => {
  const [row] = await sql<{ allow_backdating_days: number | null }>(
    `select allow_backdating_days from consignment_settings where deleted_at is null limit 1`
  )
  return row?.allow_backdating_days ?? null
}

/** Everywhere a day begins at most so long before it does in UTC. */
const EARLIEST_ZONE = 14 * 60 * 60 * 1000

/** The earliest instant that a movement of the document may be dated. */
export const earliestOf = ({ at, day }: BusinessDate): Date =>
  day ? new Date(Math.min(at.getTime(), Date.parse(day.date) - EARLIEST_ZONE)) : at
