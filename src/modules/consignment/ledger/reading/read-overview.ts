import type { Decimal } from "decimal.js"
import { groupBy } from "../../domain/group-by"
import { toAmount } from "../../domain/money"
import { exact, sumOf, trimmed } from "../../domain/quantity"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { readToInvoice } from "../../database/settlement-invoices"
import { OPEN_LOTS } from "./read"

type DecimalsOf = (currencyCode: string) => number

/** Consigned goods of a direction and currency; `value` in the currency's decimals. */
export interface Held {
  direction: Direction
  currency_code: string
  quantity: string
  value: string
}

/** Contractors listed by themselves, of each direction and currency; the others are one row together. */
const LISTED_CONTRACTORS = 8

/** Where the ages of goods part, in days. */
const AGES = [0, 31, 61, 91]

const WEEKS = 12

/** Consigned stock by contractor and by age, sales, and quantities invoiced ahead of sales. */
export const readOverview = async (sql: Sql, now: Date, decimalsOf: DecimalsOf) => ({
  by_contractor: await readByContractor(sql, decimalsOf),
  by_age: await readByAge(sql, now, decimalsOf),
  sold: await readSold(sql, now),
  over_invoiced: await readOverInvoiced(sql),
  to_invoice: await readToInvoice(sql, LISTED_CONTRACTORS, decimalsOf),
  has: await readFirstSteps(sql),
})

const toHeld = <Row extends Held>(row: Row, decimalsOf: DecimalsOf): Row => ({
  ...row,
  quantity: trimmed(row.quantity),
  value: rounded(exact(row.value), decimalsOf(row.currency_code)),
})

const rounded = (value: Decimal, decimals: number): string =>
  toAmount(value, decimals).toFixed(decimals)

const readByContractor = async (sql: Sql, decimalsOf: DecimalsOf) => {
  const rows = await sql<Held & { contractor_id: string }>(
    `select l.contractor_id, l.direction, l.currency_code, sum(h.quantity)::text as quantity,
       sum(h.quantity * h.unit_cost)::text as value
     from (${OPEN_LOTS}) h join consignment_lot l on l.id = h.lot_id where h.quantity > 0
     group by 1, 2, 3 order by sum(h.quantity * h.unit_cost) desc, 1`
  )
  return [...groupBy(rows, (row) => `${row.direction} ${row.currency_code}`).values()]
    .flatMap(foldOthers)
    .map((row) => toHeld(row, decimalsOf))
}

const foldOthers = (rows: (Held & { contractor_id: string })[]) => {
  const others = rows.slice(LISTED_CONTRACTORS)
  const [first] = others
  const listed: (Held & { contractor_id: string | null })[] = rows.slice(0, LISTED_CONTRACTORS)
  if (!first) return listed
  return [
    ...listed,
    {
      ...first,
      contractor_id: null,
      quantity: sumOf(others, (row) => exact(row.quantity)).toFixed(),
      value: sumOf(others, (row) => exact(row.value)).toFixed(),
    },
  ]
}

const readByAge = async (sql: Sql, now: Date, decimalsOf: DecimalsOf) => {
  const rows = await sql<Held & { age: number }>(
    `select l.direction, l.currency_code,
       width_bucket(extract(epoch from ?::timestamptz - l.received_at) / 86400, ?::numeric[]) as age,
       sum(h.quantity)::text as quantity, sum(h.quantity * h.unit_cost)::text as value
     from (${OPEN_LOTS}) h join consignment_lot l on l.id = h.lot_id where h.quantity > 0
     group by 1, 2, 3 order by 1, 2, 3`,
    [now.toISOString(), `{${AGES.slice(1).join()}}`]
  )
  return rows.map(({ age, ...row }) => {
    const next = AGES[age + 1]
    return {
      ...toHeld(row, decimalsOf),
      from_days: AGES[age] ?? 0,
      to_days: next === undefined ? null : next - 1,
    }
  })
}

/**
 * By week and whose it was, weeks without a sale included. Issue by issue, so that the weeks before cost nothing.
 */
const readSold = async (sql: Sql, now: Date) => {
  const rows = await sql<{ week: string; own: string; consignment: string }>(
    `with weeks as (
       select generate_series(date_trunc('week', ?::timestamptz at time zone 'UTC') - ? * interval '1 week',
         date_trunc('week', ?::timestamptz at time zone 'UTC'), interval '1 week') as week),
     sold as (
       select date_trunc('week', d.effective_at at time zone 'UTC') as week,
         sum(a.own) as own, sum(a.consignment) as consignment
       from consignment_document d cross join lateral (
         select sum(quantity - quantity_undone) filter (where ownership = 'own') as own,
           sum(quantity - quantity_undone) filter (where ownership = 'consignment') as consignment
         from consignment_allocation where document_id = d.id) a
       where d.type = 'goods_issue' and d.status <> 'reversed'
         and d.posted_at >= (select min(week) from weeks) at time zone 'UTC'
       group by 1)
     select to_char(week, 'YYYY-MM-DD') as week, coalesce(own, 0)::text as own,
       coalesce(consignment, 0)::text as consignment
     from weeks left join sold using (week) order by 1`,
    [now.toISOString(), WEEKS - 1, now.toISOString()]
  )
  return rows.map(({ week, own, consignment }) => ({
    week,
    own: trimmed(own),
    consignment: trimmed(consignment),
  }))
}

const readOverInvoiced = async (sql: Sql) => {
  const rows = await sql<{
    contractor_id: string
    direction: Direction
    currency_code: string
    quantity: string
  }>(
    `select contractor_id, direction, currency_code, sum(invoiced - settled)::text as quantity
     from consignment_account_item where invoiced > settled group by 1, 2, 3 order by sum(invoiced - settled) desc, 1, 2, 3
     limit ?`,
    [LISTED_CONTRACTORS]
  )
  return rows.map((row) => ({ ...row, quantity: trimmed(row.quantity) }))
}

const readFirstSteps = async (sql: Sql) => {
  const [row] = await sql<{
    warehouse: boolean
    contractor: boolean
    item: boolean
    receipt: boolean
  }>(
    `select exists (select 1 from consignment_warehouse where deleted_at is null) as warehouse,
       exists (select 1 from consignment_contractor where deleted_at is null) as contractor,
       exists (select 1 from consignment_contractor_item where deleted_at is null) as item,
       exists (select 1 from consignment_lot) as receipt`
  )
  return row ?? { warehouse: false, contractor: false, item: false, receipt: false }
}
