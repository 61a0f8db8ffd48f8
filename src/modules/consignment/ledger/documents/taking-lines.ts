import type { TakingLine } from "../../domain/take-from-lots"
import { exact, toText } from "../../domain/quantity"
import type { Warehouse } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import type { DocumentLineRow } from "../posting/document-head"
import { newId } from "../../database/new-id"
import { emptyLine } from "../posting/post"
import { refuseUnknownOnLines } from "../posting/references"

/** A line of a command that takes consigned goods out of lots. */
export interface TakingCommandLine {
  inventory_item_id: string
  sku: string | null
  quantity: string
  lot_id?: string | null
}

/** Throws: INVALID_DATA, naming every line whose lot is not one of the item at the warehouse. */
export const toTakingLines = async (
  sql: Sql,
  lines: TakingCommandLine[],
  warehouse: Warehouse
): Promise<TakingLine[]> => {
  await refuseMisplacedLots(sql, lines, warehouse)
  return lines.map((line, index) => ({
    id: newId("condocl"),
    index,
    inventoryItemId: line.inventory_item_id,
    sku: line.sku,
    quantity: exact(line.quantity),
    lotId: line.lot_id ?? null,
  }))
}

const refuseMisplacedLots = async (
  sql: Sql,
  lines: TakingCommandLine[],
  warehouse: Warehouse
): Promise<void> => {
  const lotIds = lines.flatMap((line) => line.lot_id ?? [])
  if (lotIds.length === 0) return
  const lots = await sql<{ id: string; inventory_item_id: string }>(
    `select id, inventory_item_id from consignment_lot where id = any(?::text[]) and warehouse_id = ?`,
    [lotIds, warehouse.id]
  )
  const itemOf = new Map(lots.map((lot) => [lot.id, lot.inventory_item_id]))
  const misplaced = lines.map((line, index) => ({
    index,
    value: line.lot_id && itemOf.get(line.lot_id) !== line.inventory_item_id ? line.lot_id : null,
  }))
  refuseUnknownOnLines("lot_id", misplaced, new Set())
}

export const placesOf = (lines: TakingLine[], ...stockLocationIds: string[]) =>
  lines.flatMap(({ inventoryItemId }) =>
    stockLocationIds.map((stockLocationId) => ({ stockLocationId, inventoryItemId }))
  )

export const toTakingRow = (
  documentId: string,
  line: TakingLine,
  stockLocationId: string
): DocumentLineRow => ({
  ...emptyLine,
  id: line.id,
  document_id: documentId,
  index: line.index,
  inventory_item_id: line.inventoryItemId,
  stock_location_id: stockLocationId,
  sku: line.sku,
  quantity: toText(line.quantity),
  lot_id: line.lotId,
})
