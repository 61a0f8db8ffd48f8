import { refuseRepeatedItems } from "../domain/contractor-item"
import { exact } from "../domain/quantity"
import { refuseBounds } from "../domain/refill"
import { newId } from "../database/new-id"
import { changeableColumns, refuseOtherKeys } from "../database/columns"
import { insertRows, type Row, type Sql } from "../database/sql"
import { toWarehouseItem, type WarehouseItemRow, type WarehouseRow } from "./answers"
import { notFound } from "../domain/errors"
import { lockRow } from "./rows"

export type { WarehouseItemRow } from "./answers"

/** Terms of an item at a warehouse; fields left out stay as they were. */
export interface WarehouseItemTerms {
  inventory_item_id: string
  sku: string | null
  minimum?: string | null
  maximum?: string | null
  unit_price?: string | null
  currency_code?: string | null
}

export interface SetWarehouseItems {
  warehouse_id: string
  items: WarehouseItemTerms[]
}

export interface RemoveWarehouseItem {
  warehouse_id: string
  inventory_item_id: string
}

/** The items of a warehouse as they were. */
export interface WarehouseItemsBefore {
  warehouse_id: string
  item_ids: string[]
  rows: WarehouseItemRow[]
}

const table = "consignment_warehouse_item"
const fields = changeableColumns(table, ["warehouse_id"])

/** Throws: NOT_FOUND, INVALID_DATA (an item is named twice, bounds). */
export const setWarehouseItems = async (sql: Sql, { warehouse_id, items }: SetWarehouseItems) => {
  refuseRepeatedItems(items)
  for (const item of items) refuseOtherKeys(item, fields)
  await lockRow<WarehouseRow>(sql, "consignment_warehouse", warehouse_id)
  const itemIds = items.map((item) => item.inventory_item_id)
  const before = { warehouse_id, item_ids: itemIds, rows: await load(sql, warehouse_id, itemIds) }
  const known = new Map(before.rows.map((row) => [row.inventory_item_id, row]))
  const rows = items.map((item) => {
    const earlier = known.get(item.inventory_item_id)
    const blank = { minimum: null, maximum: null, unit_price: null, currency_code: null }
    return {
      ...(earlier ?? { ...blank, id: newId("conwhi"), created_at: new Date() }),
      ...withoutUndefined(item),
      warehouse_id,
      updated_at: new Date(),
    }
  })
  refuseBounds(
    rows.map(({ minimum, maximum }) => ({ minimum: toBound(minimum), maximum: toBound(maximum) }))
  )
  await remove(sql, warehouse_id, itemIds)
  await insertRows(sql, table, rows)
  const written = new Map(
    (await load(sql, warehouse_id, itemIds)).map((row) => [row.inventory_item_id, row])
  )
  return { items: itemIds.flatMap((id) => written.get(id) ?? []).map(toWarehouseItem), before }
}

/** Throws: NOT_FOUND. */
export const removeWarehouseItem = async (
  sql: Sql,
  { warehouse_id, inventory_item_id }: RemoveWarehouseItem
): Promise<WarehouseItemsBefore> => {
  await lockRow<WarehouseRow>(sql, "consignment_warehouse", warehouse_id)
  const rows = await load(sql, warehouse_id, [inventory_item_id])
  if (rows.length === 0) throw notFound("warehouse_item", inventory_item_id)
  await remove(sql, warehouse_id, [inventory_item_id])
  return { warehouse_id, item_ids: [inventory_item_id], rows }
}

export const restoreWarehouseItems = async (
  sql: Sql,
  { warehouse_id, item_ids, rows }: WarehouseItemsBefore
): Promise<void> => {
  await remove(sql, warehouse_id, item_ids)
  await insertRows(sql, table, rows)
}

const load = (sql: Sql, warehouseId: string, itemIds: string[]): Promise<WarehouseItemRow[]> =>
  sql<WarehouseItemRow>(
    `select * from ${table} where warehouse_id = ? and inventory_item_id = any(?::text[])`,
    [warehouseId, itemIds]
  )

const remove = async (sql: Sql, warehouseId: string, itemIds: string[]): Promise<void> => {
  await sql(`delete from ${table} where warehouse_id = ? and inventory_item_id = any(?::text[])`, [
    warehouseId,
    itemIds,
  ])
}

const withoutUndefined = (item: WarehouseItemTerms): Row =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))

const toBound = (text: string | null | undefined) => (text == null ? null : exact(text))
