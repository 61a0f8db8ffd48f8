import type { Decimal } from "decimal.js"
import type { Allocation } from "../../domain/allocation"
import { effectOf, type Movement } from "../../domain/movement"
import type {
  AllocationChange,
  InvoicedChange,
  LevelChange,
  NewLot,
  Posting,
} from "../../domain/posting"
import { toText, ZERO } from "../../domain/quantity"
import type { DocumentType } from "../../domain/document"
import { insertRows, type Sql } from "../../database/sql"

export interface PostedDocument {
  id: string
  type: DocumentType
  postedAt: Date
  sourceKey: string | null
}

/** Writes what a decision has decided; the only place that writes movements and the cached quantities of lots. */
export const appendPosting = async (
  sql: Sql,
  posting: Posting,
  document: PostedDocument
): Promise<void> => {
  const changes = toLotChanges(posting.movements)
  const made = new Set(posting.lots.map((lot) => lot.id))
  await insertRows(
    sql,
    "consignment_lot",
    posting.lots.map((lot) => toLotRow(lot, changes.get(lot.id) ?? unchanged(lot.id)))
  )
  await insertRows(
    sql,
    "consignment_movement",
    posting.movements.map((movement) => toMovementRow(movement, document))
  )
  await markLate(sql, posting.movements, document)
  await insertRows(sql, "consignment_allocation", posting.allocations.map(toAllocationRow))
  await carryLots(
    sql,
    [...changes.values()].filter((change) => !made.has(change.id))
  )
  await carryLotCosts(sql, posting.movements)
  await changeAllocations(sql, posting.allocationChanges)
  await changePendings(sql, posting.pendings)
  await changeCosts(sql, posting.costs)
  await changeInvoiced(sql, posting.invoiced)
  await carryPrepaid(sql, [...changes.keys(), ...posting.invoiced.map((change) => change.lotId)])
}

/** The database fills columns that are left out only when no row names them, so the sequence stays out. */
const toLotRow = (lot: NewLot, change: LotChange) => ({
  id: lot.id,
  document_id: lot.documentId,
  line_id: lot.lineId,
  line_index: lot.lineIndex,
  contractor_id: lot.contractorId,
  warehouse_id: lot.warehouseId,
  stock_location_id: lot.stockLocationId,
  inventory_item_id: lot.inventoryItemId,
  sku: lot.sku,
  direction: lot.direction,
  received_at: lot.receivedAt.toISOString(),
  unit_cost: toText(lot.unitCost),
  currency_code: lot.currencyCode,
  quantity_received: toText(lot.received),
  quantity_remaining: toText(change.remaining),
  quantity_consumed: toText(change.consumed),
  quantity_returned_to_consignor: toText(change.returned_to_consignor),
  quantity_counted: toText(change.counted),
  quantity_transferred: toText(change.transferred),
  batch: lot.batch,
  expires_at: lot.expiresAt?.toISOString() ?? null,
  serial_numbers: lot.serialNumbers.length > 0 ? lot.serialNumbers : null,
  origin_lot_id: lot.originLotId,
})

const toMovementRow = (movement: Movement, document: PostedDocument) => ({
  id: movement.id,
  type: movement.type,
  document_id: movement.documentId,
  // An attribution to a receipt belongs to the issue that had waited for it.
  document_type: movement.documentId === document.id ? document.type : "goods_issue",
  line_id: movement.lineId,
  lot_id: movement.lotId,
  contractor_id: movement.contractorId,
  warehouse_id: movement.warehouseId,
  stock_location_id: movement.stockLocationId,
  inventory_item_id: movement.inventoryItemId,
  direction: movement.direction,
  quantity: toText(movement.quantity),
  unit_cost: toText(movement.unitCost),
  currency_code: movement.currencyCode,
  branch_code: movement.branchCode,
  effective_at: movement.effectiveAt.toISOString(),
  posted_at: document.postedAt.toISOString(),
  source_key: document.sourceKey,
  reverses_id: movement.reversesId,
  late: movement.late,
  liable: movement.liable,
  technical: movement.technical,
})

/** A receipt may be attributed late to an issue that had waited for it; what is posted now is told so by its head. */
const markLate = async (
  sql: Sql,
  movements: Movement[],
  document: PostedDocument
): Promise<void> => {
  const issueIds = movements
    .filter((movement) => movement.late && movement.documentId !== document.id)
    .map((movement) => movement.documentId)
  if (issueIds.length === 0) return
  await sql(
    `update consignment_document set late = true, updated_at = now() where id = any(?::text[])`,
    [issueIds]
  )
}

const toAllocationRow = (allocation: Allocation) => ({
  id: allocation.id,
  document_id: allocation.documentId,
  line_id: allocation.lineId,
  inventory_item_id: allocation.inventoryItemId,
  stock_location_id: allocation.stockLocationId,
  ownership: allocation.ownership,
  lot_id: allocation.lotId,
  contractor_id: allocation.contractorId,
  movement_id: allocation.movementId,
  undoes_allocation_id: allocation.undoesAllocationId,
  quantity: toText(allocation.quantity),
  quantity_undone: toText(allocation.quantityUndone),
  quantity_pending: toText(allocation.quantityPending),
  unit_cost: allocation.unitCost ? toText(allocation.unitCost) : null,
  currency_code: allocation.currencyCode,
  reason: allocation.reason,
})

interface LotChange {
  id: string
  received: Decimal
  remaining: Decimal
  consumed: Decimal
  returned_to_consignor: Decimal
  counted: Decimal
  transferred: Decimal
}

const unchanged = (id: string): LotChange => ({
  id,
  received: ZERO,
  remaining: ZERO,
  consumed: ZERO,
  returned_to_consignor: ZERO,
  counted: ZERO,
  transferred: ZERO,
})

/** The caches of a lot follow from its movements and nothing else. */
const toLotChanges = (movements: Movement[]): Map<string, LotChange> => {
  const changes = new Map<string, LotChange>()
  for (const movement of movements) {
    const change = changes.get(movement.lotId) ?? unchanged(movement.lotId)
    const { kind } = effectOf(movement)
    change.remaining = change.remaining.plus(movement.quantity)
    // What was received is written with the lot; a reversal takes it back.
    if (kind === "received" && movement.quantity.isNegative()) {
      change.received = change.received.plus(movement.quantity)
    }
    if (kind === "consumed") change.consumed = change.consumed.minus(movement.quantity)
    if (kind === "returned_to_consignor") {
      change.returned_to_consignor = change.returned_to_consignor.minus(movement.quantity)
    }
    if (kind === "counted") change.counted = change.counted.plus(movement.quantity)
    // What came in made the lot; all other moves between warehouses count as transferred.
    if (kind === "moved" && movement.type !== "warehouse_transfer_in") {
      change.transferred = change.transferred.minus(movement.quantity)
    }
    changes.set(movement.lotId, change)
  }
  return changes
}

const carryLots = async (sql: Sql, changes: LotChange[]): Promise<void> => {
  if (changes.length === 0) return
  await sql(
    `update consignment_lot l set
       quantity_received = l.quantity_received + c.received,
       quantity_remaining = l.quantity_remaining + c.remaining,
       quantity_consumed = l.quantity_consumed + c.consumed,
       quantity_returned_to_consignor = l.quantity_returned_to_consignor + c.returned_to_consignor,
       quantity_counted = l.quantity_counted + c.counted,
       quantity_transferred = l.quantity_transferred + c.transferred,
       updated_at = now()
     from json_to_recordset(?::json) as c (id text, received numeric, remaining numeric,
       consumed numeric, returned_to_consignor numeric, counted numeric, transferred numeric)
     where l.id = c.id`,
    [JSON.stringify(changes)]
  )
}

/** What was consumed of each lot at each unit cost: the state that settlements and invoices are made from. */
const carryLotCosts = async (sql: Sql, movements: Movement[]): Promise<void> => {
  const consumed = new Map<string, { movement: Movement; quantity: Decimal }>()
  for (const movement of movements) {
    if (effectOf(movement).kind !== "consumed") continue
    const key = `${movement.lotId}\n${toText(movement.unitCost)}`
    const quantity = (consumed.get(key)?.quantity ?? ZERO).minus(movement.quantity)
    consumed.set(key, { movement, quantity })
  }
  if (consumed.size === 0) return
  await sql(
    `insert into consignment_lot_cost
       (lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id, consumed)
     select lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id, consumed
     from json_populate_recordset(null::consignment_lot_cost, ?::json)
     on conflict (lot_id, unit_cost) do update set consumed = consignment_lot_cost.consumed + excluded.consumed`,
    [
      JSON.stringify(
        [...consumed.values()].map(({ movement, quantity }) => ({
          lot_id: movement.lotId,
          unit_cost: toText(movement.unitCost),
          contractor_id: movement.contractorId,
          direction: movement.direction,
          currency_code: movement.currencyCode,
          inventory_item_id: movement.inventoryItemId,
          consumed: toText(quantity),
        }))
      ),
    ]
  )
}

const changeAllocations = async (sql: Sql, changes: AllocationChange[]): Promise<void> => {
  if (changes.length === 0) return
  await sql(
    `update consignment_allocation a set
       quantity = a.quantity + c.quantity,
       quantity_undone = a.quantity_undone + c.undone,
       quantity_pending = a.quantity_pending + c.pending,
       updated_at = now()
     from (select id, sum(quantity) as quantity, sum(undone) as undone, sum(pending) as pending
       from json_to_recordset(?::json) as change (id text, quantity numeric, undone numeric, pending numeric)
       group by id) c
     where a.id = c.id`,
    [
      JSON.stringify(
        changes.map((change) => ({
          id: change.allocationId,
          quantity: toText(change.quantity),
          undone: toText(change.undone),
          pending: toText(change.pending),
        }))
      ),
    ]
  )
}

const changePendings = async (sql: Sql, changes: LevelChange[]): Promise<void> => {
  if (changes.length === 0) return
  await sql(
    `update consignment_position p set pending = p.pending + c.quantity
     from (select stock_location_id, inventory_item_id, sum(quantity) as quantity
       from json_to_recordset(?::json)
         as change (stock_location_id text, inventory_item_id text, quantity numeric)
       group by 1, 2) c
     where p.stock_location_id = c.stock_location_id and p.inventory_item_id = c.inventory_item_id`,
    [
      JSON.stringify(
        changes.map((change) => ({
          stock_location_id: change.stockLocationId,
          inventory_item_id: change.inventoryItemId,
          quantity: toText(change.quantity),
        }))
      ),
    ]
  )
}

const changeCosts = async (sql: Sql, costs: Posting["costs"]): Promise<void> => {
  if (costs.length === 0) return
  await sql(
    `update consignment_lot l set unit_cost = c.unit_cost, updated_at = now()
     from json_to_recordset(?::json) as c (id text, unit_cost numeric) where l.id = c.id`,
    [
      JSON.stringify(
        costs.map(({ lotId, unitCost }) => ({ id: lotId, unit_cost: toText(unitCost) }))
      ),
    ]
  )
}

/** What was invoiced of a lot at one unit cost, consumed or not. */
export const changeInvoiced = async (sql: Sql, changes: InvoicedChange[]): Promise<void> => {
  if (changes.length === 0) return
  const rows = JSON.stringify(
    changes.map((change) => ({
      lot_id: change.lotId,
      unit_cost: toText(change.unitCost),
      quantity: toText(change.quantity),
    }))
  )
  await sql(
    `insert into consignment_lot_cost
       (lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id, invoiced)
     select l.id, c.unit_cost, l.contractor_id, l.direction, l.currency_code, l.inventory_item_id, c.quantity
     from (select lot_id, unit_cost, sum(quantity) as quantity
       from json_to_recordset(?::json) as change (lot_id text, unit_cost numeric, quantity numeric)
       group by lot_id, unit_cost) c
     join consignment_lot l on l.id = c.lot_id
     on conflict (lot_id, unit_cost) do update set invoiced = consignment_lot_cost.invoiced + excluded.invoiced`,
    [rows]
  )
  await sql(
    `update consignment_lot l set quantity_invoiced = l.quantity_invoiced + c.quantity, updated_at = now()
     from (select lot_id, sum(quantity) as quantity
       from json_to_recordset(?::json) as change (lot_id text, quantity numeric) group by lot_id) c
     where l.id = c.lot_id`,
    [rows]
  )
}

/** Prepaid of a lot is what was invoiced beyond what was consumed, as far as it still lies there. */
export const carryPrepaid = async (sql: Sql, lotIds: string[]): Promise<void> => {
  if (lotIds.length === 0) return
  await sql(
    `update consignment_lot l set quantity_prepaid = least(l.quantity_remaining, coalesce((
       select sum(c.invoiced - c.consumed) from consignment_lot_cost c
       where c.lot_id = l.id and c.invoiced > c.consumed), 0))
     where l.id = any(?::text[]) and (l.quantity_invoiced > 0 or l.quantity_prepaid > 0)`,
    [lotIds]
  )
}
