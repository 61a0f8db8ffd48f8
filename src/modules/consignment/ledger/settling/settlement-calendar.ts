import { effectOf, movementTypes } from "../../domain/movement"
import { endOfDay, localDate } from "../../domain/period"
import { exact, trimmed } from "../../domain/quantity"
import {
  findDueSettlement,
  type DueSettlement,
  type SettlementCalendar,
  type SettlementInterval,
} from "../../domain/settlement-calendar"
import type { Direction } from "../../domain/terms"
import { groupBy } from "../../domain/group-by"
import { givenRows, type Sql } from "../../database/sql"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"
import { firstUnsettledAt, movementsOf, NO_WATERMARK } from "../../database/settled"

export interface DueSettlementFilter {
  contractor_id?: string
  direction?: Direction
  currency_code?: string
  is_overdue?: boolean
}

/** A settlement that an agreement asks for and that is not closed yet; its id is that of the agreement and the cut-off. */
export interface DueSettlementAnswer {
  id: string
  agreement_id: string
  contractor_id: string
  contractor_code: string
  contractor_name: string
  direction: Direction
  currency_code: string
  cut_off: string
  due_at: string
  overdue_at: string
  is_overdue: boolean
  days_overdue: number
  periods: number
  last_cut_off: string | null
  unsettled_quantity: string
  /** As a settlement would round it: once per item and unit cost. */
  unsettled_value: string
  notification_email: string | null
}

type DecimalsOf = (currencyCode: string) => number

interface AgreementInCalendar {
  id: string
  contractor_id: string
  contractor_code: string
  contractor_name: string
  direction: Direction
  currency_code: string
  begins_at: Instant
  settlement_every: SettlementInterval | null
  time_zone: string
  grace_days: number
  notification_email: string | null
  last_cut_off: Instant | null
  first_movement_at: Instant | null
  is_idle: boolean
}

/** A page of what the agreements ask to be settled, oldest first; sums are made for the page alone. */
export const listAndCountDueSettlements = async (
  sql: Sql,
  filter: DueSettlementFilter,
  now: Date,
  decimalsOf: DecimalsOf,
  { skip, take }: { skip: number; take: number }
): Promise<[DueSettlementAnswer[], number]> => {
  const due = await findDueSettlements(sql, filter, now)
  return [await withSums(sql, due.slice(skip, skip + take), decimalsOf), due.length]
}

/** Settlements that the agreements ask for, oldest first. */
export const listDueSettlements = async (
  sql: Sql,
  filter: DueSettlementFilter,
  now: Date,
  decimalsOf: DecimalsOf
): Promise<DueSettlementAnswer[]> =>
  await withSums(sql, await findDueSettlements(sql, filter, now), decimalsOf)

const findDueSettlements = async (
  sql: Sql,
  { is_overdue: isOverdue, ...filter }: DueSettlementFilter,
  now: Date
): Promise<DueSettlementAnswer[]> => {
  const agreements = await loadAgreements(sql, filter, now)
  const accounts = groupBy(agreements, (agreement) =>
    [agreement.contractor_id, agreement.direction, agreement.currency_code].join("\n")
  )
  return [...accounts.values()]
    .flatMap((account) => toDue(account, now))
    .filter((one) => isOverdue === undefined || one.is_overdue === isOverdue)
    .sort(oldestFirst)
}

const withSums = async (
  sql: Sql,
  due: DueSettlementAnswer[],
  decimalsOf: DecimalsOf
): Promise<DueSettlementAnswer[]> => {
  const sums = await sumUnsettled(sql, due, decimalsOf)
  return due.map((one) => {
    const sum = sums.get(one.id)
    return {
      ...one,
      unsettled_quantity: trimmed(sum?.quantity ?? "0"),
      unsettled_value: exact(sum?.value ?? "0").toFixed(decimalsOf(one.currency_code)),
    }
  })
}

/** An agreement without a first day counts from the day it was written. */
const loadAgreements = async (
  sql: Sql,
  filter: Omit<DueSettlementFilter, "is_overdue">,
  now: Date
): Promise<AgreementInCalendar[]> => {
  const named = Object.entries(filter).filter(([, value]) => value !== undefined)
  return await sql<AgreementInCalendar>(
    `select a.id, a.contractor_id, c.code as contractor_code, c.name as contractor_name, a.direction,
       a.currency_code, coalesce(a.valid_from, a.created_at) as begins_at, a.settlement_every, a.time_zone,
       coalesce(a.grace_days, 0) as grace_days, a.notification_email, account.last_cut_off,
       unsettled.first_at as first_movement_at,
       unsettled.first_at is null and not exists (select 1 from consignment_lot l
         where l.contractor_id = a.contractor_id and l.direction = a.direction
           and l.currency_code = a.currency_code and l.quantity_remaining > 0) as is_idle
     from consignment_agreement a
     join consignment_contractor c on c.id = a.contractor_id and c.deleted_at is null
     left join consignment_account account on account.contractor_id = a.contractor_id
       and account.direction = a.direction and account.currency_code = a.currency_code
     left join lateral (select ${firstUnsettledAt("account")} as first_at) unsettled on true
     where a.deleted_at is null and (a.valid_from is null or a.valid_from <= ?::timestamptz)
       ${named.map(([column]) => `and a.${column} = ?`).join(" ")}
     order by a.contractor_id, a.direction, a.currency_code, begins_at, a.id`,
    [now, ...named.map(([, value]) => value)]
  )
}

/** Settlements due in one account; agreements come oldest first. */
const toDue = (account: AgreementInCalendar[], now: Date): DueSettlementAnswer[] => {
  const [first] = account
  if (!first) return []
  const progress = {
    lastCutOff: toDateOrNull(first.last_cut_off),
    firstMovementAt: toDateOrNull(first.first_movement_at),
    isIdle: first.is_idle,
  }
  const due = findDueSettlement(account.map(toCalendar), progress, now)
  const agreement = account.find(({ id }) => id === due?.calendarId)
  return due && agreement ? [toAnswer(agreement, due)] : []
}

const toCalendar = (agreement: AgreementInCalendar): SettlementCalendar => ({
  id: agreement.id,
  every: agreement.settlement_every,
  anchor: localDate(toDate(agreement.begins_at), agreement.time_zone),
  timeZone: agreement.time_zone,
  graceDays: agreement.grace_days,
})

const toAnswer = (agreement: AgreementInCalendar, due: DueSettlement): DueSettlementAnswer => ({
  id: `${agreement.id}:${due.cutOff}`,
  agreement_id: agreement.id,
  contractor_id: agreement.contractor_id,
  contractor_code: agreement.contractor_code,
  contractor_name: agreement.contractor_name,
  direction: agreement.direction,
  currency_code: agreement.currency_code,
  cut_off: due.cutOff,
  due_at: endOfDay(due.cutOff, agreement.time_zone).toISOString(),
  overdue_at: endOfDay(due.overdueAfter, agreement.time_zone).toISOString(),
  is_overdue: due.daysOverdue > 0,
  days_overdue: due.daysOverdue,
  periods: due.periods,
  last_cut_off: toDateOrNull(agreement.last_cut_off)?.toISOString() ?? null,
  unsettled_quantity: "0",
  unsettled_value: "0",
  notification_email: agreement.notification_email,
})

const oldestFirst = (one: DueSettlementAnswer, other: DueSettlementAnswer): number => {
  if (one.due_at !== other.due_at) return one.due_at < other.due_at ? -1 : 1
  return one.contractor_code < other.contractor_code ? -1 : 1
}

const consumingKinds = movementTypes
  .flatMap((type) => [true, false].map((liable) => ({ type, liable })))
  .filter((kind) => effectOf(kind).kind === "consumed")

interface Unsettled {
  id: string
  quantity: string
  value: string
}

/** Consumed up to the cut-off and not settled, of each account by the id of what is due. */
const sumUnsettled = async (
  sql: Sql,
  due: DueSettlementAnswer[],
  decimalsOf: DecimalsOf
): Promise<Map<string, Unsettled>> => {
  const given = givenRows(
    "d",
    {
      id: "text",
      contractor_id: "text",
      direction: "text",
      currency_code: "text",
      due_at: "text",
      places: "numeric",
    },
    due.map((one) => ({ ...one, places: decimalsOf(one.currency_code) }))
  )
  const kinds = givenRows("kind", { type: "text", liable: "boolean" }, consumingKinds)
  const rows = await sql<Unsettled>(
    `select id, sum(quantity)::text as quantity, sum(round(quantity * unit_cost, places::int))::text as value
     from (
       select by_lot.id, places, l.inventory_item_id, by_lot.unit_cost, sum(by_lot.quantity) as quantity
       from (
         select d.id, d.places, m.lot_id, m.unit_cost, -sum(m.quantity) as quantity
         from ${given.statement}
         join lateral (
           select d.*, d.due_at::timestamptz as cut_off, a.last_cut_off as period_from, a.last_watermark as watermark_from,
             ${NO_WATERMARK} as watermark
           from consignment_account a where a.contractor_id = d.contractor_id and a.direction = d.direction
             and a.currency_code = d.currency_code) p on true
         cross join ${movementsOf("p")} m
         join ${kinds.statement} on kind.type = m.type and kind.liable = m.liable
         group by d.id, d.places, m.lot_id, m.unit_cost) by_lot
       join consignment_lot l on l.id = by_lot.lot_id
       group by by_lot.id, places, l.inventory_item_id, by_lot.unit_cost) by_cost
     group by id`,
    [...given.parameters, ...kinds.parameters]
  )
  return new Map(rows.map((row) => [row.id, row]))
}
