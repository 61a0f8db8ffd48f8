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
import { givenRows, insertionOf, writeTogether, type Sql, type Write } from "../../database/sql"
import {
  type DocumentLineRow,
  lotTable,
  movementTable,
  allocationTable,
} from "../../database/tables"

export interface PostedDocument {
  id: string
  type: DocumentType
  postedAt: Date
  sourceKey: string | null
}

/**
 * Writes what a decision has decided, with the document's lines; the only place that writes movements and the cached
 * quantities of lots.
 */
export const appendPosting = async (
  sql: Sql,
  posting: Posting,
  document: PostedDocument,
  lines: DocumentLineRow[] = []
): Promise<void> => {
  const changes = toLotChanges(posting.movements)
  const made = new Set(posting.lots.map((lot) => lot.id))
  const carried = carryingLots([...changes.values()].filter((change) => !made.has(change.id)))
  const invoiced = await writeTogether<{ id: string }>(
    sql,
    {
      lines: insertionOf("consignment_document_line", lines),
      lots: insertionOf(
        "consignment_lot",
        posting.lots.map((lot) => toLotRow(lot, changes.get(lot.id) ?? unchanged(lot.id)))
      ),
      movements: insertionOf(
        "consignment_movement",
        posting.movements.map((movement) => toMovementRow(movement, document))
      ),
      allocations: insertionOf("consignment_allocation", posting.allocations.map(toAllocationRow)),
      carried,
      costs: carryingCosts(posting.movements),
    },
    carried ? "select id from carried where is_invoiced" : "select where false"
  )
  await markLate(sql, posting.movements, document)
  await changeAllocations(sql, posting.allocationChanges)
  await changePendings(sql, posting.pendings)
  await changeCosts(sql, posting.costs)
  await changeInvoiced(sql, posting.invoiced)
  await carryPrepaid(sql, [
    ...invoiced.map(({ id }) => id),
    ...posting.invoiced.map((change) => change.lotId),
  ])
}

/** The database fills columns that are left out only when no row names them, so the sequence stays out. */
const toLotRow = (lot: NewLot, change: LotChange) => ({
  ...lotTable.write(lot),
  document_id: lot.documentId,
  line_id: lot.lineId,
  line_index: lot.lineIndex,
  quantity_received: toText(lot.received),
  quantity_remaining: toText(change.remaining),
  quantity_consumed: toText(change.consumed),
  quantity_returned_to_consignor: toText(change.returned_to_consignor),
  quantity_counted: toText(change.counted),
  quantity_transferred: toText(change.transferred),
})

const toMovementRow = (movement: Movement, document: PostedDocument) => ({
  ...movementTable.write(movement),
  // An attribution to a receipt belongs to the issue that had waited for it.
  document_type: movement.documentId === document.id ? document.type : "goods_issue",
  posted_at: document.postedAt.toISOString(),
  source_key: document.sourceKey,
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
  ...allocationTable.write(allocation),
  base_price: allocation.share ? toText(allocation.share.basePrice) : null,
  commission_percent: allocation.share ? toText(allocation.share.percent) : null,
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
    // The received quantity is written with the lot; a reversal takes it back.
    if (kind === "received" && movement.quantity.isNegative()) {
      change.received = change.received.plus(movement.quantity)
    }
    if (kind === "consumed") change.consumed = change.consumed.minus(movement.quantity)
    if (kind === "returned_to_consignor") {
      change.returned_to_consignor = change.returned_to_consignor.minus(movement.quantity)
    }
    if (kind === "counted") change.counted = change.counted.plus(movement.quantity)
    // The movement that came in made the lot; all other moves between warehouses count as transferred.
    if (kind === "moved" && movement.type !== "warehouse_transfer_in") {
      change.transferred = change.transferred.minus(movement.quantity)
    }
    changes.set(movement.lotId, change)
  }
  return changes
}

const toTexts = ({ id, ...quantities }: LotChange): Record<keyof LotChange, string> => ({
  id,
  received: toText(quantities.received),
  remaining: toText(quantities.remaining),
  consumed: toText(quantities.consumed),
  returned_to_consignor: toText(quantities.returned_to_consignor),
  counted: toText(quantities.counted),
  transferred: toText(quantities.transferred),
})

const carryingLots = (changes: LotChange[]): Write | null => {
  if (changes.length === 0) return null
  const given = givenRows(
    "c",
    {
      id: "text",
      received: "numeric",
      remaining: "numeric",
      consumed: "numeric",
      returned_to_consignor: "numeric",
      counted: "numeric",
      transferred: "numeric",
    },
    changes.map(toTexts)
  )
  return {
    statement: `update consignment_lot l set
       quantity_received = l.quantity_received + c.received,
       quantity_remaining = l.quantity_remaining + c.remaining,
       quantity_consumed = l.quantity_consumed + c.consumed,
       quantity_returned_to_consignor = l.quantity_returned_to_consignor + c.returned_to_consignor,
       quantity_counted = l.quantity_counted + c.counted,
       quantity_transferred = l.quantity_transferred + c.transferred,
       updated_at = now()
     from ${given.statement}
     where l.id = c.id
     returning l.id, l.quantity_invoiced > 0 or l.quantity_prepaid > 0 as is_invoiced`,
    parameters: given.parameters,
  }
}

/** Consumption of each lot at each unit cost: settlements and invoices are made from it. */
const carryingCosts = (movements: Movement[]): Write | null => {
  const consumed = new Map<string, { movement: Movement; quantity: Decimal }>()
  for (const movement of movements) {
    if (effectOf(movement).kind !== "consumed") continue
    const key = `${movement.lotId}\n${toText(movement.unitCost)}`
    const quantity = (consumed.get(key)?.quantity ?? ZERO).minus(movement.quantity)
    consumed.set(key, { movement, quantity })
  }
  if (consumed.size === 0) return null
  return {
    statement: `insert into consignment_lot_cost
       (lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id, consumed)
     select lot_id, unit_cost, contractor_id, direction, currency_code, inventory_item_id, consumed
     from json_populate_recordset(null::consignment_lot_cost, ?::json)
     on conflict (lot_id, unit_cost) do update set consumed = consignment_lot_cost.consumed + excluded.consumed`,
    parameters: [
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
    ],
  }
}

const changeAllocations = async (sql: Sql, changes: AllocationChange[]): Promise<void> => {
  if (changes.length === 0) return
  const given = givenRows(
    "change",
    { id: "text", quantity: "numeric", undone: "numeric", pending: "numeric" },
    changes.map((change) => ({
      id: change.allocationId,
      quantity: toText(change.quantity),
      undone: toText(change.undone),
      pending: toText(change.pending),
    }))
  )
  await sql(
    `update consignment_allocation a set
       quantity = a.quantity + c.quantity,
       quantity_undone = a.quantity_undone + c.undone,
       quantity_pending = a.quantity_pending + c.pending,
       updated_at = now()
     from (select id, sum(quantity) as quantity, sum(undone) as undone, sum(pending) as pending
       from ${given.statement}
       group by id) c
     where a.id = c.id`,
    given.parameters
  )
}

const changePendings = async (sql: Sql, changes: LevelChange[]): Promise<void> => {
  if (changes.length === 0) return
  await sql(
    `update consignment_position p set pending = p.pending + c.quantity
     from (select stock_location_id, inventory_item_id, sum(quantity) as quantity
       from unnest(?::text[], ?::text[], ?::numeric[])
         as change (stock_location_id, inventory_item_id, quantity)
       group by 1, 2) c
     where p.stock_location_id = c.stock_location_id and p.inventory_item_id = c.inventory_item_id`,
    [
      changes.map((change) => change.stockLocationId),
      changes.map((change) => change.inventoryItemId),
      changes.map((change) => toText(change.quantity)),
    ]
  )
}

const changeCosts = async (sql: Sql, costs: Posting["costs"]): Promise<void> => {
  if (costs.length === 0) return
  const given = givenRows(
    "c",
    { id: "text", unit_cost: "numeric" },
    costs.map(({ lotId, unitCost }) => ({ id: lotId, unit_cost: toText(unitCost) }))
  )
  await sql(
    `update consignment_lot l set unit_cost = c.unit_cost, updated_at = now()
     from ${given.statement} where l.id = c.id`,
    given.parameters
  )
}

/** Invoiced quantity of a lot at one unit cost, consumed or not. */
export const changeInvoiced = async (sql: Sql, changes: InvoicedChange[]): Promise<void> => {
  if (changes.length === 0) return
  const given = givenRows(
    "change",
    { lot_id: "text", unit_cost: "numeric", quantity: "numeric" },
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
       from ${given.statement}
       group by lot_id, unit_cost) c
     join consignment_lot l on l.id = c.lot_id
     on conflict (lot_id, unit_cost) do update set invoiced = consignment_lot_cost.invoiced + excluded.invoiced`,
    given.parameters
  )
  await sql(
    `update consignment_lot l set quantity_invoiced = l.quantity_invoiced + c.quantity, updated_at = now()
     from (select lot_id, sum(quantity) as quantity
       from ${given.statement} group by lot_id) c
     where l.id = c.lot_id`,
    given.parameters
  )
}

/** Prepaid of a lot is what was invoiced beyond what was consumed, at most the remaining quantity. */
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
