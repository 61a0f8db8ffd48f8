import { toText, exact } from "../../domain/quantity"
import { decideReturnTerm, type TermState } from "../../domain/return-term"
import type { Sql } from "../../database/sql"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"

/** A customer's shop that has goods of ours and has said nothing of sales for some time. */
export interface SilentShop {
  contractor_id: string
  contractor_code: string
  contractor_name: string
  warehouse_id: string
  name: string
  oldest_received_at: string
  last_reported_at: string | null
  /** Whom the agreement says to tell. */
  notification_email: string | null
}

/** The agreement of a contractor's outbound goods that is in force, or was the latest. */
const latestAgreement = (contractor: string) => `
  select a.* from consignment_agreement a
  where a.contractor_id = ${contractor} and a.direction = 'outbound' and a.deleted_at is null
    and (a.valid_from is null or a.valid_from <= ?::timestamptz)`

/**
 * Outbound warehouses with goods whose last report, or first delivery if there was none, lies longer back than the
 * number of days; without one, than the interval of settlements by the agreement, or 30 days.
 */
export const readSilentShops = async (
  sql: Sql,
  days: number | null,
  now: Date
): Promise<SilentShop[]> => {
  const rows = await sql<
    Omit<SilentShop, "oldest_received_at" | "last_reported_at"> & {
      oldest_received_at: Instant
      last_reported_at: Instant | null
    }
  >(
    `select w.contractor_id, c.code as contractor_code, c.name as contractor_name, w.id as warehouse_id, w.name,
       o.oldest_received_at, r.last_reported_at, g.notification_email
     from consignment_warehouse w
     join consignment_contractor c on c.id = w.contractor_id
     join lateral (
       select min(received_at) as oldest_received_at from consignment_lot
       where warehouse_id = w.id and quantity_remaining > 0) o on o.oldest_received_at is not null
     left join lateral (
       select max(effective_at) as last_reported_at from consignment_document
       where warehouse_id = w.id and type = 'reported_sale' and status <> 'reversed') r on true
     left join lateral (
       ${latestAgreement("w.contractor_id")} order by a.valid_from desc nulls last limit 1) g on true
     where w.direction = 'outbound' and w.deleted_at is null
       and coalesce(r.last_reported_at, o.oldest_received_at) < ?::timestamptz - coalesce(
         make_interval(days => ?::int),
         (g.settlement_every ->> 'count')::int * ('1 ' || (g.settlement_every ->> 'unit'))::interval,
         interval '30 days')
     order by coalesce(r.last_reported_at, o.oldest_received_at), w.name`,
    [now, now, days]
  )
  return rows.map((row) => ({
    ...row,
    oldest_received_at: toDate(row.oldest_received_at).toISOString(),
    last_reported_at: toDateOrNull(row.last_reported_at)?.toISOString() ?? null,
  }))
}

/** A consignment note with goods that are to come home. */
export interface DueDelivery {
  id: string
  number: string
  contractor_id: string
  contractor_code: string
  contractor_name: string
  warehouse_id: string
  warehouse_name: string
  effective_at: string
  /** The last local date on which the goods come home within the term. */
  due_on: string | null
  /** Within the days of grace, or beyond them. */
  term: TermState
  lines: { inventory_item_id: string; sku: string | null; quantity: string }[]
  notification_email: string | null
}

interface LotRow {
  document_id: string
  number: string
  contractor_id: string
  contractor_code: string
  contractor_name: string
  warehouse_id: string
  warehouse_name: string
  received_at: Instant
  inventory_item_id: string
  sku: string | null
  quantity: string
  return_within_days: number
  grace_days: number | null
  time_zone: string
  notification_email: string | null
}

/** Deliveries past their return term that still have unsold goods at the customer, oldest first. */
export const listDueDeliveries = async (sql: Sql, now: Date): Promise<DueDelivery[]> => {
  const rows = await sql<LotRow>(
    `select d.id as document_id, d.number, l.contractor_id, c.code as contractor_code, c.name as contractor_name,
       l.warehouse_id, w.name as warehouse_name, l.received_at, l.inventory_item_id, l.sku,
       sum(l.quantity_remaining)::text as quantity, g.return_within_days, g.grace_days, g.time_zone,
       g.notification_email
     from consignment_lot l
     join consignment_document d on d.id = l.document_id
     join consignment_contractor c on c.id = l.contractor_id
     join consignment_warehouse w on w.id = l.warehouse_id
     join lateral (
       ${latestAgreement("l.contractor_id")} and a.currency_code = l.currency_code
       order by a.valid_from desc nulls last limit 1) g on g.return_within_days is not null
     where l.direction = 'outbound' and l.quantity_remaining > 0
     group by d.id, d.number, l.contractor_id, c.code, c.name, l.warehouse_id, w.name, l.received_at,
       l.inventory_item_id, l.sku, g.return_within_days, g.grace_days, g.time_zone, g.notification_email
     order by l.received_at, d.number, l.sku, l.inventory_item_id`,
    [now]
  )
  const due = new Map<string, DueDelivery>()
  for (const row of rows) {
    const receivedAt = toDate(row.received_at)
    const terms = { withinDays: row.return_within_days, graceDays: row.grace_days }
    const { term, due_on } = decideReturnTerm(receivedAt, terms, row.time_zone, now)
    if (term !== "due" && term !== "overdue") continue
    const { document_id: id, number, contractor_id, contractor_code, contractor_name } = row
    const delivery = due.get(id) ?? {
      id,
      number,
      contractor_id,
      contractor_code,
      contractor_name,
      warehouse_id: row.warehouse_id,
      warehouse_name: row.warehouse_name,
      effective_at: receivedAt.toISOString(),
      due_on,
      term,
      lines: [],
      notification_email: row.notification_email,
    }
    const { inventory_item_id, sku, quantity } = row
    delivery.lines.push({ inventory_item_id, sku, quantity: toText(exact(quantity)) })
    due.set(id, delivery)
  }
  return [...due.values()]
}
