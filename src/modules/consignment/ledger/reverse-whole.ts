import type { DocumentType } from "../domain/document"
import type { Movement } from "../domain/movement"
import type { InvoicedChange, LevelChange } from "../domain/posting"
import { exact } from "../domain/quantity"
import { type WholeReversal } from "../domain/whole-reversal"
import type { Sql } from "../sql"

interface WrittenLevel {
  stock_location_id: string
  inventory_item_id: string
  quantity: string
}

/** What a document keeps of its decision, as far as a reversal asks for it. */
export interface Outcome {
  levels?: WrittenLevel[]
  revalued?: { lot_id: string; old_unit_cost: string }[]
}

interface WholeDocument {
  type: DocumentType
  id: string
  outcome: Outcome | null
  movements: (Movement & { settled: boolean })[]
}

/** The level changes a document made, as it keeps them for its reversal. */
export const toWrittenLevels = (levels: LevelChange[]): WrittenLevel[] =>
  levels.map((change) => ({
    stock_location_id: change.stockLocationId,
    inventory_item_id: change.inventoryItemId,
    quantity: change.quantity.toFixed(),
  }))

/** Gathers what the reversal of a whole document needs to know. */
export const loadWholeReversal = async (
  sql: Sql,
  { type, id, outcome, movements }: WholeDocument
): Promise<WholeReversal> => ({
  movements,
  levels: (outcome?.levels ?? []).map((level) => ({
    stockLocationId: level.stock_location_id,
    inventoryItemId: level.inventory_item_id,
    quantity: exact(level.quantity),
  })),
  invoiced: type === "warehouse_transfer" ? await loadInvoicedOfChildren(sql, id) : [],
  costs: (outcome?.revalued ?? []).map((lot) => ({
    lotId: lot.lot_id,
    unitCost: exact(lot.old_unit_cost),
  })),
  isSettled: movements.some((movement) => movement.settled),
  touchedLotIds: await loadTouched(sql, type, id),
  guardsReserved: type === "warehouse_transfer",
})

/** Child lots and revalued lots must be as the document left them, and no loss found again. */
const loadTouched = async (sql: Sql, type: DocumentType, id: string): Promise<string[]> => {
  if (type === "stock_count") {
    return await lotsWhere(sql, id, "m.reverses_id = d.id")
  }
  if (type !== "warehouse_transfer" && type !== "revaluation") return []
  return await lotsWhere(
    sql,
    id,
    `d.type in ('warehouse_transfer_in', 'revaluation') and m.sequence > d.sequence
       and m.document_id <> d.document_id`
  )
}

const lotsWhere = async (sql: Sql, documentId: string, isTouched: string): Promise<string[]> => {
  const rows = await sql<{ lot_id: string }>(
    `select distinct d.lot_id from consignment_movement d
     join consignment_movement m on m.lot_id = d.lot_id and ${isTouched}
     where d.document_id = ?`,
    [documentId]
  )
  return rows.map((row) => row.lot_id)
}

const loadInvoicedOfChildren = async (sql: Sql, id: string): Promise<InvoicedChange[]> => {
  const rows = await sql<{
    lot_id: string
    origin_movement_lot_id: string
    unit_cost: string
    invoiced: string
  }>(
    `select i.lot_id, o.lot_id as origin_movement_lot_id, c.unit_cost::text, c.invoiced::text
     from consignment_movement i
     join consignment_movement o on o.document_id = i.document_id and o.line_id = i.line_id
       and o.type = 'warehouse_transfer_out' and o.quantity = -i.quantity and o.unit_cost = i.unit_cost
     join consignment_lot_cost c on c.lot_id = i.lot_id and c.unit_cost = i.unit_cost and c.invoiced <> 0
     where i.document_id = ? and i.type = 'warehouse_transfer_in'`,
    [id]
  )
  return rows.flatMap((row) => [
    { lotId: row.lot_id, unitCost: exact(row.unit_cost), quantity: exact(row.invoiced) },
    {
      lotId: row.origin_movement_lot_id,
      unitCost: exact(row.unit_cost),
      quantity: exact(row.invoiced).negated(),
    },
  ])
}
