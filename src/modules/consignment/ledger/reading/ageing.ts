import { trimmed } from "../../domain/quantity"
import { decideReturnTerm, type ReturnTerm } from "../../domain/return-term"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import type { Page } from "./read"
import { toDate, type Instant } from "../../database/column-table"

/** An open lot with its age and its return date. */
export interface AgeingRow extends ReturnTerm {
  lot_id: string
  contractor_id: string
  direction: Direction
  warehouse_id: string
  inventory_item_id: string
  sku: string | null
  quantity: string
  unit_cost: string
  currency_code: string
  received_at: string
}

export interface AgeingFilter {
  contractor_id?: string
  warehouse_id?: string
  inventory_item_id?: string
  direction?: Direction
  past_term?: "true" | "false"
}

type LotRow = Omit<AgeingRow, keyof ReturnTerm | "received_at"> & {
  received_at: Instant
  return_within_days: number | null
  grace_days: number | null
  time_zone: string | null
  count: number
}

/** By local calendar days, as `decideReturnTerm` has it. */
const isPastTerm = `coalesce(
  (l.received_at at time zone g.time_zone)::date + g.return_within_days < (?::timestamptz at time zone g.time_zone)::date,
  false)`

/** Open lots, oldest first, with the terms of the agreement that is in force or was the latest. */
export const readAgeing = async (
  sql: Sql,
  filter: AgeingFilter,
  page: Page,
  now: Date
): Promise<{ ageing: AgeingRow[]; count: number }> => {
  const given = (
    ["contractor_id", "warehouse_id", "inventory_item_id", "direction"] as const
  ).flatMap((field) => {
    const value = filter[field]
    return value === undefined ? [] : [{ field, value }]
  })
  const rows = await sql<LotRow>(
    `select l.id as lot_id, l.contractor_id, l.direction, l.warehouse_id, l.inventory_item_id, l.sku,
       l.quantity_remaining::text as quantity, l.unit_cost::text, l.currency_code, l.received_at,
       g.return_within_days, g.grace_days, g.time_zone, (count(*) over ())::int as count
     from consignment_lot l
     left join lateral (
       select return_within_days, grace_days, time_zone from consignment_agreement a
       where a.contractor_id = l.contractor_id and a.direction = l.direction and a.currency_code = l.currency_code
         and a.deleted_at is null and (a.valid_from is null or a.valid_from <= ?::timestamptz)
       order by a.valid_from desc nulls last limit 1) g on true
     where l.quantity_remaining > 0 ${given.map(({ field }) => `and l.${field} = ?`).join(" ")}
       ${filter.past_term === undefined ? "" : `and ${isPastTerm} = ?`}
     order by l.received_at, l.sequence limit ? offset ?`,
    [
      now,
      ...given.map(({ value }) => value),
      ...(filter.past_term === undefined ? [] : [now, filter.past_term === "true"]),
      page.limit,
      page.offset,
    ]
  )
  return { count: rows[0]?.count ?? 0, ageing: rows.map((row) => toAgeing(row, now)) }
}

const toAgeing = (
  { return_within_days, grace_days, time_zone, count: _, ...row }: LotRow,
  now: Date
): AgeingRow => {
  const receivedAt = toDate(row.received_at)
  const terms = { withinDays: return_within_days, graceDays: grace_days }
  return {
    ...row,
    quantity: trimmed(row.quantity),
    unit_cost: trimmed(row.unit_cost),
    received_at: receivedAt.toISOString(),
    ...decideReturnTerm(receivedAt, terms, time_zone ?? "UTC", now),
  }
}
