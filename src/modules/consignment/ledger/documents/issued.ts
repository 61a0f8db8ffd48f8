import type { IssuedAllocation, Ownership, ReturnReason } from "../../domain/allocation"
import { exact } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { toDate, type Instant } from "../../database/rows"
import { isSettled } from "../../database/settled"

interface AllocationRow {
  id: string
  sequence: number
  document_id: string
  line_id: string
  inventory_item_id: string
  stock_location_id: string
  ownership: Ownership
  lot_id: string | null
  contractor_id: string | null
  movement_id: string | null
  undoes_allocation_id: string | null
  quantity: string
  quantity_undone: string
  quantity_pending: string
  unit_cost: string | null
  currency_code: string | null
  reason: ReturnReason | null
  effective_at: Instant | null
  branch_code: string | null
  settled: boolean | null
  line_item_id: string | null
  sku: string | null
}

/** An allocation of an issue and the order line it was fulfilled for. */
export type IssuedForLine = IssuedAllocation & { lineItemId: string | null; sku: string | null }

/** Newest document first, in it the last allocation first: the order in which pieces come back. */
const select = (condition: string): string => `
  select a.id, a.sequence::float8 as sequence, a.document_id, a.line_id, a.inventory_item_id, a.stock_location_id,
    a.ownership, a.lot_id, a.contractor_id, a.movement_id, a.undoes_allocation_id, a.quantity::text,
    a.quantity_undone::text, a.quantity_pending::text, a.unit_cost::text, a.currency_code, a.reason,
    m.effective_at, m.branch_code, ${isSettled("m")} as settled, l.line_item_id, l.sku
  from consignment_document d
  join consignment_allocation a on a.document_id = d.id
  join consignment_document_line l on l.id = a.line_id
  left join consignment_movement m on m.id = a.movement_id
  where ${condition}
  order by d.posted_at desc, d.id desc, a.sequence desc`

export const loadAllocationsOfDocument = async (
  sql: Sql,
  documentId: string
): Promise<IssuedForLine[]> =>
  (await sql<AllocationRow>(select("d.id = ?"), [documentId])).map(toIssued)

/** What was issued for an order, of some items, and is not undone. */
export const loadAllocationsOfOrder = async (
  sql: Sql,
  orderId: string,
  inventoryItemIds: string[]
): Promise<IssuedForLine[]> =>
  (
    await sql<AllocationRow>(
      select(`d.order_id = ? and d.type = 'goods_issue' and d.status <> 'reversed'
        and a.inventory_item_id = any(?::text[]) and a.quantity > a.quantity_undone`),
      [orderId, inventoryItemIds]
    )
  ).map(toIssued)

const toIssued = (row: AllocationRow): IssuedForLine => ({
  id: row.id,
  sequence: row.sequence,
  documentId: row.document_id,
  lineId: row.line_id,
  inventoryItemId: row.inventory_item_id,
  stockLocationId: row.stock_location_id,
  ownership: row.ownership,
  lotId: row.lot_id,
  contractorId: row.contractor_id,
  movementId: row.movement_id,
  undoesAllocationId: row.undoes_allocation_id,
  quantity: exact(row.quantity),
  quantityUndone: exact(row.quantity_undone),
  quantityPending: exact(row.quantity_pending),
  unitCost: row.unit_cost === null ? null : exact(row.unit_cost),
  currencyCode: row.currency_code,
  reason: row.reason,
  movement:
    row.movement_id && row.effective_at
      ? {
          id: row.movement_id,
          effectiveAt: toDate(row.effective_at),
          branchCode: row.branch_code,
          settled: row.settled ?? false,
        }
      : null,
  lineItemId: row.line_item_id,
  sku: row.sku,
})
