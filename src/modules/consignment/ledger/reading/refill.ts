import { exact, least, notBelowZero, toText, trimmed, ZERO } from "../../domain/quantity"
import { suggestRefill } from "../../domain/refill"
import type { Sql } from "../../database/sql"
import { read } from "../../database/together"
import type { HostLevels } from "../posting/host-levels"
import type { Page } from "./read"

/** An item whose stock at a warehouse, goods on their way included, is below the minimum. */
export interface RefillRow {
  warehouse_id: string
  contractor_id: string | null
  inventory_item_id: string
  sku: string | null
  minimum: string
  maximum: string
  /** Quantity in stock. */
  quantity: string
  /** Quantity on pick lists for it. */
  drafted_quantity: string
  suggested_quantity: string
}

export interface RefillFilter {
  warehouse_id?: string
  contractor_id?: string
  inventory_item_id?: string
}

interface ItemRow {
  warehouse_id: string
  contractor_id: string | null
  inventory_item_id: string
  sku: string | null
  minimum: string
  maximum: string | null
  quantity: string
  drafted_quantity: string
  count: number
}

/** Quantities to deliver to bring items back to their maximum, by warehouse and item. */
export const readRefill = async (
  sql: Sql,
  filter: RefillFilter,
  page: Page
): Promise<{ refill: RefillRow[]; count: number }> => {
  const given = (
    [
      ["i.warehouse_id", filter.warehouse_id],
      ["w.contractor_id", filter.contractor_id],
      ["i.inventory_item_id", filter.inventory_item_id],
    ] as const
  ).filter(([, value]) => value !== undefined)
  const rows = await sql<ItemRow>(
    `select i.warehouse_id, w.contractor_id, i.inventory_item_id, i.sku, i.minimum::text, i.maximum::text,
       coalesce(there.quantity, 0)::text as quantity, coalesce(drafted.quantity, 0)::text as drafted_quantity,
       (count(*) over ())::int as count
     from consignment_warehouse_item i
     join consignment_warehouse w on w.id = i.warehouse_id and w.deleted_at is null
     left join lateral (
       select sum(l.quantity_remaining) as quantity from consignment_lot l
       where l.stock_location_id = w.stock_location_id and l.inventory_item_id = i.inventory_item_id
         and l.quantity_remaining > 0) there on true
     left join lateral (
       select sum(dl.quantity) as quantity from consignment_document d
       join consignment_document_line dl on dl.document_id = d.id
       where d.type = 'delivery' and d.status = 'draft' and d.warehouse_id = w.id
         and dl.inventory_item_id = i.inventory_item_id) drafted on true
     where i.minimum > coalesce(there.quantity, 0) + coalesce(drafted.quantity, 0)
       ${given.map(([column]) => `and ${column} = ?`).join(" ")}
     order by w.name, i.warehouse_id, i.sku, i.inventory_item_id limit ? offset ?`,
    [...given.map(([, value]) => value), page.limit, page.offset]
  )
  return { refill: rows.map(toRefillRow), count: rows[0]?.count ?? 0 }
}

const toRefillRow = ({ count: _, ...row }: ItemRow): RefillRow => {
  const minimum = exact(row.minimum)
  const maximum = row.maximum === null ? minimum : exact(row.maximum)
  const expected = exact(row.quantity).plus(row.drafted_quantity)
  return {
    ...row,
    minimum: toText(minimum),
    maximum: toText(maximum),
    quantity: trimmed(row.quantity),
    drafted_quantity: trimmed(row.drafted_quantity),
    suggested_quantity: toText(suggestRefill({ minimum, maximum }, expected)),
  }
}

/** Of suggested quantities, what a location of ours has of its own that no order waits for. */
export const limitToFree = async (
  sql: Sql,
  host: HostLevels,
  rows: RefillRow[],
  stockLocationId: string
): Promise<RefillRow[]> => {
  const places = rows.map((row) => ({ stockLocationId, inventoryItemId: row.inventory_item_id }))
  const levels = await read(sql, host.levels(places))
  const consigned = await sql<{ inventory_item_id: string; quantity: string }>(
    `select inventory_item_id, sum(quantity_remaining)::text as quantity from consignment_lot
     where stock_location_id = ? and inventory_item_id = any(?::text[]) and quantity_remaining > 0 group by 1`,
    [stockLocationId, rows.map((row) => row.inventory_item_id)]
  )
  const consignedOf = new Map(consigned.map((row) => [row.inventory_item_id, exact(row.quantity)]))
  return rows.flatMap((row) => {
    const level = levels.find((one) => one.inventoryItemId === row.inventory_item_id)
    if (!level) return []
    const own = level.stocked.minus(consignedOf.get(row.inventory_item_id) ?? ZERO)
    const free = notBelowZero(least(own, level.stocked.minus(level.reserved)))
    const quantity = least(free, exact(row.suggested_quantity))
    return quantity.gt(0) ? [{ ...row, suggested_quantity: toText(quantity) }] : []
  })
}
