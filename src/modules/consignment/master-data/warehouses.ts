import { ConsignmentError, refuseFields } from "../domain/errors"
import type { Direction } from "../domain/terms"
import {
  decideMove,
  decidePlace,
  refuseOwnInDedicated,
  type WarehousePlace,
  type WarehousePlaceRequest,
} from "../domain/warehouse"
import { insertRow, updateRow, type Row, type Sql } from "../database/sql"
import { newId } from "../database/new-id"
import { toWarehouse, type WarehouseRow } from "./answers"
import { loadConsigned, lockName, lockRow, mergeMetadata } from "./rows"

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
  metadata?: Row | null
}

export interface UpdateWarehouse extends Partial<CreateWarehouse> {
  id: string
}

const table = "consignment_warehouse"

export const createWarehouse = async (sql: Sql, command: CreateWarehouse) => {
  const place = decidePlace({
    stockLocationId: command.stock_location_id,
    direction: command.direction,
    ownStockLocationId: command.own_stock_location_id,
    contractorId: command.contractor_id,
  })
  const id = newId("conwhs")
  await refuseTakenLocation(sql, id, place.stockLocationId)
  await refuseOwnInDedicatedOf(sql, id, place)
  const row = { id, ...command, ...toColumns(place) }
  return toWarehouse(await insertRow<WarehouseRow>(sql, table, row))
}

export const updateWarehouse = async (sql: Sql, { id, ...change }: UpdateWarehouse) => {
  const before = await lockRow<WarehouseRow>(sql, table, id)
  const consigned = await loadConsigned(sql, { warehouse_id: id })
  const place = decideMove(toRequest(change), toPlace(before), consigned)
  await refuseTakenLocation(sql, id, place.stockLocationId)
  if (isElsewhere(place, toPlace(before))) await refuseOwnInDedicatedOf(sql, id, place)
  const after = await updateRow<WarehouseRow>(sql, table, id, {
    ...change,
    ...toColumns(place),
    metadata: mergeMetadata(before.metadata, change.metadata),
  })
  return { warehouse: toWarehouse(after), before }
}

/**
 * Before the host offers locations to storefronts: what lies at a customer is his to sell.
 * Throws: NOT_CONSIGNMENT_WAREHOUSE.
 */
export const guardStorefronts = async (sql: Sql, stockLocationIds: string[]): Promise<void> => {
  for (const id of [...new Set(stockLocationIds)].sort()) await lockName(sql, locationName(id))
  const shops = await sql<WarehouseRow>(
    `select * from ${table} where stock_location_id = any(?::text[]) and direction = 'outbound'
       and deleted_at is null order by id`,
    [stockLocationIds]
  )
  if (shops.length === 0) return
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    `No sales channel sells what lies at a customer: ${shops.map(({ name }) => name).join(", ")}.`,
    { warehouse_ids: shops.map(({ id }) => id) }
  )
}

const locationName = (stockLocationId: string): string => `warehouse:${stockLocationId}`

const refuseTakenLocation = async (
  sql: Sql,
  id: string,
  stockLocationId: string
): Promise<void> => {
  await lockName(sql, locationName(stockLocationId))
  const taken = await sql<WarehouseRow>(
    `select * from ${table} where stock_location_id = ? and id <> ? and deleted_at is null`,
    [stockLocationId, id]
  )
  refuseFields(
    taken.map((other) => ({
      path: "stock_location_id",
      message: `The stock location ${stockLocationId} has the warehouse ${other.id} already.`,
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

const isElsewhere = (place: WarehousePlace, before: WarehousePlace): boolean =>
  place.stockLocationId !== before.stockLocationId ||
  place.ownStockLocationId !== before.ownStockLocationId ||
  place.direction !== before.direction

const toRequest = (change: Partial<CreateWarehouse>): Partial<WarehousePlaceRequest> => ({
  stockLocationId: change.stock_location_id,
  direction: change.direction,
  ownStockLocationId: change.own_stock_location_id,
  contractorId: change.contractor_id,
})

const toPlace = (row: WarehouseRow): WarehousePlace => ({
  stockLocationId: row.stock_location_id,
  ownStockLocationId: row.own_stock_location_id,
  direction: row.direction,
  contractorId: row.contractor_id,
})

const toColumns = (place: WarehousePlace) => ({
  stock_location_id: place.stockLocationId,
  own_stock_location_id: place.ownStockLocationId,
  direction: place.direction,
  contractor_id: place.contractorId,
})
