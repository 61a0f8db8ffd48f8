import { toAmount } from "../../domain/money"
import { exact, sumOf, trimmed } from "../../domain/quantity"
import type { Direction } from "../../domain/terms"
import { toPattern, type Sql } from "../../database/sql"
import type { HostLevels } from "../posting/host-levels"
import { toDate, type Instant } from "../../database/column-table"
import { oldestInvoiceFirst } from "../../database/tables"

/** Consigned goods of one contractor and item at one warehouse. `value` is in the currency's decimals. */
export interface StockRow {
  warehouse_id: string
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  contractor_id: string
  direction: Direction
  quantity: string
  value: string
  currency_code: string
  oldest_received_at: string
}

export interface StockFilter {
  contractor_id?: string
  warehouse_id?: string
  inventory_item_id?: string
  sku?: string
  direction?: Direction
  /** Stands in the SKU, the batch or a serial number of a lot. */
  q?: string
  /** Items whose title or barcode is `q`. */
  item_ids?: string[]
  /** Business instant; sums the movements dated up to it. */
  as_of?: string
}

export interface Page {
  limit: number
  offset: number
}

/** Consigned stock by place and owner, now or as of a business date. */
export const readStock = async (
  sql: Sql,
  filter: StockFilter,
  page: Page,
  decimalsOf: (currencyCode: string) => number
): Promise<{ stock: StockRow[]; count: number }> => {
  const { conditions, parameters } = toStockConditions(filter)
  const quantities = filter.as_of === undefined ? OPEN_LOTS : LOTS_AS_OF
  const values = filter.as_of === undefined ? [] : [filter.as_of]
  const rows = await sql<
    Omit<StockRow, "oldest_received_at" | "value"> & {
      oldest_received_at: Instant
      values: { unit_cost: string; quantity: string }[]
      count: number
    }
  >(
    `with held as (${quantities}),
     by_cost as (
       select l.warehouse_id, l.stock_location_id, l.inventory_item_id, l.contractor_id, l.direction, l.currency_code,
         c.unit_cost, min(l.sku) as sku, sum(c.quantity) as quantity, min(l.received_at) as oldest_received_at
       from held c join consignment_lot l on l.id = c.lot_id
       where c.quantity <> 0 ${conditions}
       group by 1, 2, 3, 4, 5, 6, 7)
     select warehouse_id, stock_location_id, inventory_item_id, min(sku) as sku, contractor_id, direction,
       sum(quantity)::text as quantity, currency_code, min(oldest_received_at) as oldest_received_at,
       json_agg(json_build_object('unit_cost', unit_cost::text, 'quantity', quantity::text)) as values,
       (count(*) over ())::int as count
     from by_cost
     group by warehouse_id, stock_location_id, inventory_item_id, contractor_id, direction, currency_code
     order by min(sku), inventory_item_id, contractor_id, warehouse_id, currency_code limit ? offset ?`,
    [...values, ...parameters, page.limit, page.offset]
  )
  // Every row knows how many there are; beyond the last page there is none.
  if (rows.length === 0 && page.offset > 0) {
    const { count } = await readStock(sql, filter, { limit: 1, offset: 0 }, decimalsOf)
    return { count, stock: [] }
  }
  return {
    count: rows[0]?.count ?? 0,
    stock: rows.map(({ count: _, values: costs, ...row }) => ({
      ...row,
      quantity: trimmed(row.quantity),
      value: toValue(costs, decimalsOf(row.currency_code)),
      oldest_received_at: toDate(row.oldest_received_at).toISOString(),
    })),
  }
}

/**
 * Prepaid units are worth the price of their invoice, the oldest invoice first and at most the remaining quantity; the
 * rest is worth the lot's cost.
 */
export const OPEN_LOTS = `
  select p.lot_id, p.unit_cost, p.quantity from (
    select l.id as lot_id, l.unit_cost, l.quantity_remaining - l.quantity_prepaid as quantity
    from consignment_lot l where l.quantity_remaining > 0
    union all
    select c.lot_id, c.unit_cost, greatest(0, least(c.invoiced - c.consumed, l.quantity_prepaid
      - coalesce(sum(c.invoiced - c.consumed) over (partition by c.lot_id order by ${oldestInvoiceFirst}
          rows between unbounded preceding and 1 preceding), 0)))
    from consignment_lot_cost c join consignment_lot l on l.id = c.lot_id
    where l.quantity_prepaid > 0 and c.invoiced > c.consumed) p`

/** As of a date at the lot's cost of today: what was prepaid on that date is not kept. */
const LOTS_AS_OF = `
  select m.lot_id, l.unit_cost, sum(m.quantity) as quantity
  from consignment_movement m join consignment_lot l on l.id = m.lot_id
  where m.effective_at <= ?::timestamptz group by m.lot_id, l.unit_cost`

/** Conditions on a lot `l`. */
export const toStockConditions = (
  filter: StockFilter
): { conditions: string; parameters: unknown[] } => {
  const given = (
    ["contractor_id", "warehouse_id", "inventory_item_id", "sku", "direction"] as const
  ).flatMap((field) => {
    const value = filter[field]
    return value === undefined ? [] : [{ field, value }]
  })
  const searched = filter.q ? toPattern(filter.q) : undefined
  return {
    conditions: [
      ...given.map(({ field }) => `and l.${field} = ?`),
      ...(searched === undefined ? [] : [SEARCHED]),
    ].join(" "),
    parameters: [
      ...given.map(({ value }) => value),
      ...(searched === undefined ? [] : [searched, searched, filter.item_ids ?? [], searched]),
    ],
  }
}

const SEARCHED = `and (l.sku ilike ? or l.batch ilike ? or l.inventory_item_id = any(?::text[])
  or l.id in (select lot_id from consignment_serial_number where serial ilike ?))`

const toValue = (costs: { unit_cost: string; quantity: string }[], decimals: number): string =>
  toAmount(
    sumOf(costs, (cost) => exact(cost.unit_cost).times(cost.quantity)),
    decimals
  ).toFixed(decimals)

/** Stock of one item at one stock location by owner. */
export interface OwnershipRow {
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  stocked: string
  reserved: string
  own: string
  consigned: string
  pending: string
  contractors: { contractor_id: string; quantity: string }[]
}

/** Of one item, at all locations or one: what is ours, what is whose, and what waits for a receipt. */
export const readOwnership = async (
  sql: Sql,
  host: HostLevels,
  filter: { inventory_item_id: string; sku: string | null; stock_location_id?: string }
): Promise<OwnershipRow[]> => {
  const rows = await sql<OwnershipRow>(
    `with lots as (
       select stock_location_id, contractor_id, sum(quantity_remaining) as quantity
       from consignment_lot where quantity_remaining > 0 and inventory_item_id = ? group by 1, 2),
     consigned as (
       select stock_location_id, sum(quantity) as consigned,
         json_agg(json_build_object('contractor_id', contractor_id, 'quantity', quantity::text)
           order by contractor_id) as contractors
       from lots group by 1),
     levels as (select * from ${host.table} level where inventory_item_id = ?),
     waiting as (select stock_location_id, pending from consignment_position where inventory_item_id = ?)
     select coalesce(levels.stock_location_id, consigned.stock_location_id) as stock_location_id,
       coalesce(levels.stocked, 0)::text as stocked, coalesce(levels.reserved, 0)::text as reserved,
       (coalesce(levels.stocked, 0) + coalesce(waiting.pending, 0) - coalesce(consigned.consigned, 0))::text as own,
       coalesce(consigned.consigned, 0)::text as consigned, coalesce(waiting.pending, 0)::text as pending,
       coalesce(consigned.contractors, '[]'::json) as contractors
     from levels full join consigned on consigned.stock_location_id = levels.stock_location_id
     left join waiting on waiting.stock_location_id = coalesce(levels.stock_location_id, consigned.stock_location_id)
     where ?::text is null or coalesce(levels.stock_location_id, consigned.stock_location_id) = ?
     order by 1`,
    [
      filter.inventory_item_id,
      filter.inventory_item_id,
      filter.inventory_item_id,
      filter.stock_location_id ?? null,
      filter.stock_location_id ?? null,
    ]
  )
  return rows.map((row) => ({
    stock_location_id: row.stock_location_id,
    inventory_item_id: filter.inventory_item_id,
    sku: filter.sku,
    stocked: trimmed(row.stocked),
    reserved: trimmed(row.reserved),
    own: trimmed(row.own),
    consigned: trimmed(row.consigned),
    pending: trimmed(row.pending),
    contractors: row.contractors.map((contractor) => ({
      ...contractor,
      quantity: trimmed(contractor.quantity),
    })),
  }))
}

/** Total settled and invoiced quantity of one item of an account. */
export interface BalanceRow {
  inventory_item_id: string
  sku: string | null
  direction: string
  currency_code: string
  settled: string
  invoiced: string
  balance: string
  credit_due: string
}

/** settled − invoiced by item, direction and currency; `credit_due` is what was invoiced and can no longer be sold. */
export const readBalance = async (sql: Sql, contractorId: string): Promise<BalanceRow[]> => {
  const rows = await sql<BalanceRow>(
    `select i.inventory_item_id, i.sku, i.direction, i.currency_code, i.settled::text, i.invoiced::text,
       (i.settled - i.invoiced)::text as balance,
       greatest(0, i.invoiced - coalesce(l.known, 0))::text as credit_due
     from consignment_account_item i
     left join lateral (
       select sum(quantity_consumed + quantity_remaining) as known from consignment_lot l
       where i.invoiced > 0 and l.contractor_id = i.contractor_id and l.direction = i.direction
         and l.currency_code = i.currency_code and l.inventory_item_id = i.inventory_item_id) l on true
     where i.contractor_id = ? and (i.settled <> 0 or i.invoiced <> 0)
     order by i.direction, i.currency_code, i.sku, i.inventory_item_id`,
    [contractorId]
  )
  return rows.map((row) => ({
    ...row,
    settled: trimmed(row.settled),
    invoiced: trimmed(row.invoiced),
    balance: trimmed(row.balance),
    credit_due: trimmed(row.credit_due),
  }))
}
