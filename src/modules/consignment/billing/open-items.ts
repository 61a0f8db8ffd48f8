import { exact } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import { toDate, toDateOrNull, type Instant } from "../database/column-table"
import type { Sql } from "../database/sql"
import type { DecimalsOf } from "../invoices/heads"
import { creditedOf, paidOf } from "../database/invoice-amounts"

export interface OpenItemFilter {
  contractor_id?: string
  direction?: Direction
  currency_code?: string
  is_overdue?: boolean
}

export interface OpenItem {
  invoice_id: string
  number: string | null
  kind: string
  status: string
  contractor_id: string
  contractor_code: string
  contractor_name: string
  direction: string
  currency_code: string
  issued_at: string
  due_at: string | null
  gross_amount: string
  open_amount: string
  /** Whole days since the due date, 0 before it and without one. */
  days_overdue: number
}

/** Open amounts of a direction and currency; of days overdue, `from_days` to `to_days`. Not due: both null. */
export interface OpenByAge {
  direction: string
  currency_code: string
  from_days: number | null
  to_days: number | null
  open_amount: string
}

/** Where the ages part, in days overdue. */
const AGES = [1, 31, 61, 91]

/** SQL: whole days that an invoice `o` is overdue at an instant; 0 before its due date, null without one. */
export const DAYS_OVERDUE = `greatest(0, ceil(extract(epoch from ?::timestamptz - o.due_at) / 86400))::int`

/** Posted invoices of which something is open, credit notes taken off. */
export const OPEN = `(
  select i.*, i.amount + i.tax_amount as gross, i.amount + i.tax_amount - ${creditedOf("i")} - ${paidOf("i")} as open
  from consignment_invoice i where i.status in ('posted', 'partly_paid', 'paid') and i.kind <> 'credit_note'
    and i.deleted_at is null)`

const toCondition = (
  filter: OpenItemFilter,
  now: string
): { where: string; parameters: unknown[] } => {
  const conditions: [string, unknown][] = []
  if (filter.contractor_id !== undefined)
    conditions.push(["o.contractor_id = ?", filter.contractor_id])
  if (filter.direction !== undefined) conditions.push(["o.direction = ?", filter.direction])
  if (filter.currency_code !== undefined)
    conditions.push(["o.currency_code = ?", filter.currency_code])
  if (filter.is_overdue === true) conditions.push(["o.due_at < ?::timestamptz", now])
  if (filter.is_overdue === false)
    conditions.push(["(o.due_at is null or o.due_at >= ?::timestamptz)", now])
  return {
    where: ["o.open <> 0", ...conditions.map(([condition]) => condition)].join(" and "),
    parameters: conditions.map(([, parameter]) => parameter),
  }
}

/** Longest overdue first, then by due date; with the sums of all of them by age. */
export const readOpenItems = async (
  sql: Sql,
  filter: OpenItemFilter,
  page: { limit: number; offset: number },
  at: Date,
  decimalsOf: DecimalsOf
): Promise<{ open_items: OpenItem[]; by_age: OpenByAge[]; count: number }> => {
  const now = at.toISOString()
  const { where, parameters } = toCondition(filter, now)
  const rows = await sql<
    Omit<OpenItem, "issued_at" | "due_at"> & { issued_at: Instant; due_at: Instant | null }
  >(
    `select o.id as invoice_id, o.number, o.kind, o.status, o.contractor_id, c.code as contractor_code,
       c.name as contractor_name, o.direction, o.currency_code, o.issued_at, o.due_at, o.gross::text as gross_amount,
       o.open::text as open_amount, coalesce(${DAYS_OVERDUE}, 0) as days_overdue
     from ${OPEN} o join consignment_contractor c on c.id = o.contractor_id
     where ${where} order by o.due_at nulls last, o.issued_at, o.id limit ? offset ?`,
    [now, ...parameters, page.limit, page.offset]
  )
  const ages = await sql<{
    direction: string
    currency_code: string
    age: number
    open: string
    count: number
  }>(
    `select o.direction, o.currency_code, width_bucket(coalesce(${DAYS_OVERDUE}, 0), ?::int[]) as age, sum(o.open)::text as open,
       count(*)::int as count
     from ${OPEN} o where ${where} group by 1, 2, 3 order by 1, 2, 3`,
    [now, `{${AGES.join()}}`, ...parameters]
  )
  return {
    open_items: rows.map((row) => {
      const decimals = decimalsOf(row.currency_code)
      return {
        ...row,
        issued_at: toDate(row.issued_at).toISOString(),
        due_at: toDateOrNull(row.due_at)?.toISOString() ?? null,
        gross_amount: exact(row.gross_amount).toFixed(decimals),
        open_amount: exact(row.open_amount).toFixed(decimals),
      }
    }),
    by_age: ages.map(({ age, open, direction, currency_code }) => ({
      direction,
      currency_code,
      from_days: AGES[age - 1] ?? null,
      to_days: age === 0 || AGES[age] === undefined ? null : AGES[age] - 1,
      open_amount: exact(open).toFixed(decimalsOf(currency_code)),
    })),
    count: ages.reduce((sum, { count }) => sum + count, 0),
  }
}
