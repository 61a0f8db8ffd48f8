import type { IssuedAllocation } from "../../domain/allocation"
import type { Sql } from "../../database/sql"
import { queryOf, type Query } from "../../database/together"
import { toDate, type Instant } from "../../database/column-table"
import { isSettled } from "../../database/settled"
import { allocationTable } from "../../database/tables"

interface AllocationRow {
  movement_id: string | null
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
  select ${allocationTable.select("a")}, m.effective_at, m.branch_code, ${isSettled("m")} as settled, l.line_item_id, l.sku
  from consignment_document d
  join consignment_allocation a on a.document_id = d.id
  join consignment_document_line l on l.id = a.line_id
  left join consignment_movement m on m.id = a.movement_id
  where ${condition}
  order by d.posted_at desc, d.id desc, a.sequence desc`

export const allocationsOfDocument = (documentId: string): Query<IssuedForLine[]> =>
  queryOf<AllocationRow, IssuedForLine[]>(select("d.id = ?"), [documentId], (rows) =>
    rows.map(toIssued)
  )

/** Units of some items issued for an order and not undone. */
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
  ...allocationTable.read(row),
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
