import type { Sql } from "../../database/sql"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"
import { settlementIdOf } from "../../database/settled"

type Filters = Record<string, unknown>

interface PeriodRow {
  contractor_id: string
  direction: string
  currency_code: string
  period_from: Instant | null
  cut_off: Instant
  watermark_from: string | null
  watermark: string
}

/**
 * Filters of movements for the ORM: settlements become what they contain, as movements carry no settlement. Null if
 * none of the settlements is closed, and so none contains anything.
 */
export const toMovementFilters = async (
  sql: Sql,
  { settlement_id: settlementIds, ...filters }: Filters
): Promise<Filters | null> => {
  if (settlementIds === undefined) return filters
  const periods = await sql<PeriodRow>(
    `select contractor_id, direction, currency_code, period_from, cut_off, watermark_from::text, watermark::text
     from consignment_settlement where id = any(?::text[]) and status = 'closed'`,
    [[settlementIds].flat()]
  )
  return periods.length === 0 ? null : { $and: [filters, { $or: periods.map(toContained) }] }
}

/** The bounds of the account's sequences beside the ranges let the database walk an index in the order of posting. */
const toContained = (period: PeriodRow): Filters => {
  const from = toDateOrNull(period.period_from)
  const cutOff = toDate(period.cut_off)
  const postedAfter = { sequence: { $gt: period.watermark_from }, effective_at: { $lte: cutOff } }
  const datedAfter = { effective_at: { $gt: from, $lte: cutOff } }
  return {
    contractor_id: period.contractor_id,
    direction: period.direction,
    currency_code: period.currency_code,
    sequence: { $lte: period.watermark },
    ...(from === null ? { effective_at: { $lte: cutOff } } : { $or: [postedAfter, datedAfter] }),
  }
}

/** The settlements of movements by the movement's id. */
export const readSettlementIds = async (
  sql: Sql,
  movementIds: string[]
): Promise<Map<string, string | null>> => {
  if (movementIds.length === 0) return new Map()
  const rows = await sql<{ id: string; settlement_id: string | null }>(
    `select m.id, ${settlementIdOf("m")} as settlement_id from consignment_movement m
     where m.id = any(?::text[])`,
    [movementIds]
  )
  return new Map(rows.map((row) => [row.id, row.settlement_id]))
}
