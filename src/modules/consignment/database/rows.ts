import type { ExpiredLotPolicy } from "../domain/terms"
import type { Lot, Prepaid } from "../domain/lot"
import { exact, least } from "../domain/quantity"
import type { Warehouse } from "../domain/stock"
import type { Direction } from "../domain/terms"

/** Rows as the database answers them: decimals as strings, instants as text or Date. */
export type Instant = Date | string

export const toDate = (value: Instant): Date => (value instanceof Date ? value : new Date(value))

export const toDateOrNull = (value: Instant | null): Date | null =>
  value === null ? null : toDate(value)

export interface LotRow {
  id: string
  sequence: number
  contractor_id: string
  warehouse_id: string
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  direction: Direction
  received_at: Instant
  unit_cost: string
  currency_code: string
  quantity_remaining: string
  batch: string | null
  expires_at: Instant | null
  serial_numbers: string[] | null
  origin_lot_id: string | null
  prepaid: { unit_cost: string; quantity: string }[] | null
}

/** Of costs `c` of one lot that are prepaid: what came prepaid from another warehouse, then by invoice. */
export const oldestInvoiceFirst = `(
  select min(a.sequence) from consignment_invoice_allocation a
  where a.lot_id = c.lot_id and a.unit_cost = c.unit_cost and a.prepaid and a.credited_line_id is null) nulls first,
  c.sequence`

/** The columns of a `LotRow`, prepaid quantities of the oldest invoice first. */
export const lotColumns = `l.id, l.sequence::float8 as sequence, l.contractor_id, l.warehouse_id,
  l.stock_location_id, l.inventory_item_id, l.sku, l.direction, l.received_at, l.unit_cost::text, l.currency_code,
  l.quantity_remaining::text, l.batch, l.expires_at, l.serial_numbers, l.origin_lot_id,
  case when l.quantity_invoiced > 0 then (
    select json_agg(json_build_object('unit_cost', c.unit_cost::text, 'quantity', (c.invoiced - c.consumed)::text)
      order by ${oldestInvoiceFirst})
    from consignment_lot_cost c where c.lot_id = l.id and c.invoiced > c.consumed) end as prepaid`

/** No more is prepaid than lies there; what left prepaid was of the latest invoices. */
const toPrepaid = (row: LotRow): Prepaid[] => {
  let left = exact(row.quantity_remaining)
  return (row.prepaid ?? []).flatMap((prepaid) => {
    const quantity = least(left, exact(prepaid.quantity))
    left = left.minus(quantity)
    return quantity.gt(0) ? [{ unitCost: exact(prepaid.unit_cost), quantity }] : []
  })
}

export const toLot = (row: LotRow): Lot => ({
  id: row.id,
  sequence: row.sequence,
  contractorId: row.contractor_id,
  warehouseId: row.warehouse_id,
  stockLocationId: row.stock_location_id,
  inventoryItemId: row.inventory_item_id,
  sku: row.sku,
  direction: row.direction,
  receivedAt: toDate(row.received_at),
  unitCost: exact(row.unit_cost),
  currencyCode: row.currency_code,
  remaining: exact(row.quantity_remaining),
  prepaid: toPrepaid(row),
  batch: row.batch,
  expiresAt: toDateOrNull(row.expires_at),
  serialNumbers: row.serial_numbers ?? [],
  originLotId: row.origin_lot_id,
})

export interface WarehouseRow {
  id: string
  stock_location_id: string
  own_stock_location_id: string
  direction: Direction
  contractor_id: string | null
  branch_code: string | null
  issue_strategy: string | null
  contractor_priority: string[] | null
  expired_lots: ExpiredLotPolicy
}

export const warehouseColumns = `w.id, w.stock_location_id, w.own_stock_location_id, w.direction, w.contractor_id,
  w.branch_code, w.issue_strategy, w.contractor_priority, w.expired_lots`

export const toWarehouse = (row: WarehouseRow): Warehouse => ({
  id: row.id,
  stockLocationId: row.stock_location_id,
  ownStockLocationId: row.own_stock_location_id,
  direction: row.direction,
  contractorId: row.contractor_id,
  branchCode: row.branch_code,
  issueStrategy: row.issue_strategy,
  contractorPriority: row.contractor_priority ?? [],
  expiredLots: row.expired_lots,
})
