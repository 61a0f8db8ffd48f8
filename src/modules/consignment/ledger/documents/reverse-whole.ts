import { kindOf, type DocumentType } from "../../domain/kinds"
import type { Movement } from "../../domain/movement"
import type { InvoicedChange, LevelChange } from "../../domain/posting"
import { exact, toText } from "../../domain/quantity"
import { type WholeReversal } from "../../domain/whole-reversal"
import type { Sql } from "../../database/sql"
import type { Released } from "../posting/host-levels"

interface WrittenLevel {
  stock_location_id: string
  inventory_item_id: string
  quantity: string
}

interface WrittenInvoiced {
  lot_id: string
  unit_cost: string
  quantity: string
}

/** Result of a document's decision that its reversal needs. */
export interface Outcome {
  levels?: WrittenLevel[]
  invoiced?: WrittenInvoiced[]
  revalued?: { lot_id: string; old_unit_cost: string }[]
  /** Of the reservations of an order whose goods were delivered instead. */
  released?: Released[]
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
    quantity: toText(change.quantity),
  }))

/** The level changes a document has kept. */
export const toLevelChanges = (outcome: Outcome | null): LevelChange[] =>
  (outcome?.levels ?? []).map((level) => ({
    stockLocationId: level.stock_location_id,
    inventoryItemId: level.inventory_item_id,
    quantity: exact(level.quantity),
  }))

/** Invoiced quantities that a transfer has carried over, kept for its reversal. */
export const toWrittenInvoiced = (changes: InvoicedChange[]): WrittenInvoiced[] =>
  changes.map((change) => ({
    lot_id: change.lotId,
    unit_cost: toText(change.unitCost),
    quantity: toText(change.quantity),
  }))

/** Gathers what the reversal of a whole document needs to know. */
export const loadWholeReversal = async (
  sql: Sql,
  { type, id, outcome, movements }: WholeDocument
): Promise<WholeReversal> => ({
  movements,
  levels: toLevelChanges(outcome),
  invoiced: (outcome?.invoiced ?? []).map((change) => ({
    lotId: change.lot_id,
    unitCost: exact(change.unit_cost),
    quantity: exact(change.quantity),
  })),
  costs: (outcome?.revalued ?? []).map((lot) => ({
    lotId: lot.lot_id,
    unitCost: exact(lot.old_unit_cost),
  })),
  isSettled: movements.some((movement) => movement.settled),
  touchedLotIds: await loadTouched(sql, type, id),
  guardsReserved: kindOf(type).guardsReserved === true,
})

/** Of a lot `l`: an invoice of ours names it, and no credit note has taken that back. */
export const isInvoiced = `exists (
  select 1 from consignment_invoice_allocation a where a.lot_id = l.id
  having sum(case when a.credited_line_id is null then a.quantity else -a.quantity end) <> 0)`

/** Child lots and revalued lots must be as the document left them, and no loss found again. */
const loadTouched = async (sql: Sql, type: DocumentType, id: string): Promise<string[]> => {
  const { finalOnce } = kindOf(type)
  if (finalOnce === "loss_found_again") {
    return await lotsWhere(
      sql,
      id,
      `m.reverses_id = d.id and not exists (
         select 1 from consignment_movement r where r.lot_id = m.lot_id and r.reverses_id = m.id)`
    )
  }
  if (finalOnce !== "lots_moved_or_invoiced") return []
  const moved = await lotsWhere(
    sql,
    id,
    `d.type in ('warehouse_transfer_in', 'revaluation') and m.sequence > d.sequence
       and m.document_id <> d.document_id`
  )
  return [...new Set([...moved, ...(await loadInvoicedLots(sql, id))])]
}

/** Lots the document made that were invoiced since. */
const loadInvoicedLots = async (sql: Sql, documentId: string): Promise<string[]> => {
  const rows = await sql<{ id: string }>(
    `select l.id from consignment_lot l where l.document_id = ? and ${isInvoiced}`,
    [documentId]
  )
  return rows.map((row) => row.id)
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
