import {
  decideNamed,
  nameTaken,
  type SerialLine,
  type SerialRegister,
} from "../../domain/serial-register"
import type { TakingLine } from "../../domain/take-from-lots"
import { exact, toText } from "../../domain/quantity"
import type { Stock, Warehouse } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import { newId } from "../../database/new-id"
import {} from "../posting/post"
import { refuseUnknownOnLines } from "../posting/references"
import { emptyLine, type DocumentLineRow } from "../../database/tables"
import { toSerialColumn } from "./lot-details"

/** A line of a command that takes consigned goods out of lots. */
export interface TakingCommandLine {
  inventory_item_id: string
  sku: string | null
  quantity: string
  lot_id?: string | null
  serial_numbers?: string[] | null
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
    serialNumbers: line.serial_numbers ?? [],
  }))
}

/**
 * Decides a document whose lines may name the units that leave the lots of a warehouse.
 * Throws: INSUFFICIENT_STOCK naming units that are not in these lots, INVALID_DATA, and what the decision refuses.
 */
export const decideByUnits = <Line extends SerialLine & { lotId: string | null }, Result>(
  register: SerialRegister,
  lines: Line[],
  from: { stock: Stock; warehouse: Warehouse; contractorId: string | null },
  decide: (lines: Line[]) => Result
): Result =>
  decideNamed(
    nameTaken(register, lines, {
      lots: from.stock.lots,
      stockLocationIdOf: () => from.warehouse.stockLocationId,
      canTake: (lot) =>
        lot.warehouseId === from.warehouse.id &&
        (from.contractorId === null || lot.contractorId === from.contractorId),
      ownOf: null,
    }),
    decide
  )

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
  serial_numbers: toSerialColumn(line.serialNumbers),
})
