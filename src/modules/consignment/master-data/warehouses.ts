import { ConsignmentError, refuseFields } from "../domain/errors"
import { refuseOpenBusiness, type OpenKind } from "../domain/open-business"
import { exact } from "../domain/quantity"
import type { Direction, ExpiredLotPolicy, WarehousePurpose } from "../domain/terms"
import {
  decideMove,
  decidePlace,
  holdsOwn,
  refuseOwnInDedicated,
  refuseOwnLeft,
  type WarehousePlace,
  type WarehousePlaceRequest,
} from "../domain/warehouse"
import { changeableColumns, refuseOtherKeys } from "../database/columns"
import { insertRow, updateRow, type Row, type Sql } from "../database/sql"
import { lockLocations } from "../database/locks"
import { newId } from "../database/new-id"
import { loadOpenBusiness } from "../database/open-business"
import type { HostLevels } from "../ledger/posting/host-levels"
import { toWarehouse, type WarehouseRow } from "./answers"
import { guardConnected } from "../peers/guards"
import { lockName, lockRow, mergeMetadata } from "./rows"

export type { WarehouseRow } from "./answers"

export interface CreateWarehouse {
  stock_location_id: string
  name: string
  direction: Direction
  contractor_id?: string | null
  own_stock_location_id?: string | null
  branch_code?: string | null
  issue_strategy?: string | null
  contractor_priority?: string[] | null
  notification_email?: string | null
  expired_lots?: ExpiredLotPolicy
  purpose?: WarehousePurpose
  check_on_arrival?: boolean
  metadata?: Row | null
}

export interface UpdateWarehouse extends Partial<CreateWarehouse> {
  id: string
}

const table = "consignment_warehouse"
const fields = changeableColumns(table)

/** Open business that needs its warehouse; balances are invoiced without one. */
const openKindsOfWarehouse: OpenKind[] = ["consigned", "unsettled"]

export const createWarehouse = async (sql: Sql, host: HostLevels, command: CreateWarehouse) => {
  refuseOtherKeys(command, fields)
  const place = decidePlace({
    stockLocationId: command.stock_location_id,
    direction: command.direction,
    ownStockLocationId: command.own_stock_location_id,
    contractorId: command.contractor_id,
    purpose: command.purpose,
  })
  const id = newId("conwhs")
  await lockLocations(sql, [place.stockLocationId, place.ownStockLocationId])
  await refuseTakenLocation(sql, id, place.stockLocationId)
  await refuseOwnInDedicatedOf(sql, id, place)
  refuseOwnLeft(place, await loadOwn(sql, host, place))
  const row = { id, ...command, ...toColumns(place) }
  return toWarehouse(await insertRow<WarehouseRow>(sql, table, row))
}

export const updateWarehouse = async (
  sql: Sql,
  host: HostLevels,
  { id, ...change }: UpdateWarehouse
) => {
  refuseOtherKeys(change, fields)
  const before = await lockRow<WarehouseRow>(sql, table, id)
  const open = await loadOpenBusiness(sql, { warehouseId: id }, openKindsOfWarehouse)
  const place = decideMove(toRequest(change), toPlace(before), open)
  if (isElsewhere(place, toPlace(before))) {
    await lockLocations(sql, [place.stockLocationId, place.ownStockLocationId])
    await refuseTakenLocation(sql, id, place.stockLocationId)
    await refuseOwnInDedicatedOf(sql, id, place)
    refuseOwnLeft(place, await loadOwn(sql, host, place))
  }
  const after = await updateRow<WarehouseRow>(sql, table, id, {
    ...change,
    ...toColumns(place),
    metadata: mergeMetadata(before.metadata, change.metadata),
  })
  return { warehouse: toWarehouse(after), before }
}

/** Retires a warehouse: what was posted in it stays readable. Throws: NOT_FOUND, CONSIGNED_STOCK_PRESENT. */
export const deleteWarehouse = async (sql: Sql, id: string): Promise<void> => {
  const { name } = await lockRow<WarehouseRow>(sql, table, id)
  await guardConnected(sql, { warehouseId: id })
  const open = await loadOpenBusiness(sql, { warehouseId: id }, openKindsOfWarehouse)
  refuseOpenBusiness(`The warehouse ${name} cannot be deleted`, open, { warehouse_id: id })
  await updateRow(sql, table, id, { deleted_at: new Date() })
}

/**
 * Before the host offers locations to storefronts: neither goods at a customer nor hired goods are ours to sell.
 * Throws: NOT_CONSIGNMENT_WAREHOUSE.
 */
export const guardStorefronts = async (sql: Sql, stockLocationIds: string[]): Promise<void> => {
  await lockLocations(sql, stockLocationIds)
  const shops = await sql<WarehouseRow>(
    `select * from ${table} where stock_location_id = any(?::text[]) and (direction = 'outbound' or purpose = 'hire')
       and deleted_at is null order by id`,
    [stockLocationIds]
  )
  if (shops.length === 0) return
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    `No sales channel sells goods at a customer or hired goods: ${shops.map(({ name }) => name).join(", ")}.`,
    { warehouse_ids: shops.map(({ id }) => id) }
  )
}

const refuseTakenLocation = async (
  sql: Sql,
  id: string,
  stockLocationId: string
): Promise<void> => {
  const taken = await sql<WarehouseRow>(
    `select * from ${table} where stock_location_id = ? and id <> ? and deleted_at is null`,
    [stockLocationId, id]
  )
  refuseFields(
    taken.map((other) => ({
      path: "stock_location_id",
      message: `The stock location ${stockLocationId} has the warehouse ${other.id} already.`,
      reason: "taken",
    }))
  )
}

/** Places of warehouses are decided one after the other, so that each sees the others. */
const refuseOwnInDedicatedOf = async (
  sql: Sql,
  id: string,
  place: WarehousePlace
): Promise<void> => {
  await lockName(sql, "warehouse places")
  const locations = [place.stockLocationId, place.ownStockLocationId]
  const neighbours = await sql<WarehouseRow>(
    `select * from ${table} where id <> ? and deleted_at is null
       and (stock_location_id = any(?::text[]) or own_stock_location_id = any(?::text[]))`,
    [id, locations, locations]
  )
  refuseOwnInDedicated(
    place,
    neighbours.map((row) => ({ id: row.id, ...toPlace(row) }))
  )
}

/** Own stock at a place that may hold none, by item. */
const loadOwn = async (sql: Sql, host: HostLevels, place: WarehousePlace) => {
  if (holdsOwn(place)) return []
  const rows = await sql<{ sku: string; quantity: string }>(
    `select coalesce(level.sku, level.inventory_item_id) as sku, trim_scale(own.quantity)::text as quantity
     from ${host.table} level
     left join consignment_position position using (stock_location_id, inventory_item_id)
     cross join lateral (
       select level.stocked + coalesce(position.pending, 0) - coalesce(sum(l.quantity_remaining), 0) as quantity
       from consignment_lot l where l.quantity_remaining > 0 and l.stock_location_id = level.stock_location_id
         and l.inventory_item_id = level.inventory_item_id) own
     where level.stock_location_id = ? and own.quantity > 0
     order by sku collate "C"`,
    [place.stockLocationId]
  )
  return rows.map(({ sku, quantity }) => ({ sku, quantity: exact(quantity) }))
}

const isElsewhere = (place: WarehousePlace, before: WarehousePlace): boolean =>
  place.stockLocationId !== before.stockLocationId ||
  place.ownStockLocationId !== before.ownStockLocationId ||
  place.direction !== before.direction

const toRequest = (change: Partial<CreateWarehouse>): Partial<WarehousePlaceRequest> => ({
  stockLocationId: change.stock_location_id,
  direction: change.direction,
  ownStockLocationId: change.own_stock_location_id,
  contractorId: change.contractor_id,
  purpose: change.purpose,
})

const toPlace = (row: WarehouseRow): WarehousePlace => ({
  stockLocationId: row.stock_location_id,
  ownStockLocationId: row.own_stock_location_id,
  direction: row.direction,
  contractorId: row.contractor_id,
  purpose: row.purpose,
})

const toColumns = (place: WarehousePlace) => ({
  stock_location_id: place.stockLocationId,
  own_stock_location_id: place.ownStockLocationId,
  direction: place.direction,
  contractor_id: place.contractorId,
  purpose: place.purpose,
})
