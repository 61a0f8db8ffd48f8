import { trimmed } from "../../domain/quantity"
import type { Sql } from "../../database/sql"

interface Row {
  line_item_id: string | null
  inventory_item_id: string
  sku: string | null
  document_id: string
  type: "goods_issue" | "goods_issue_return"
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  quantity_undone: string
  unit_cost: string | null
  currency_code: string | null
  reason: string | null
  issue_line_item_id: string | null
}

export interface OrderAllocation {
  document_id: string
  ownership: string
  lot_id: string | null
  contractor_id: string | null
  quantity: string
  unit_cost: string | null
  currency_code: string | null
  reason?: string
}

export interface OrderOwnershipLine {
  line_item_id: string | null
  inventory_item_id: string
  sku: string | null
  /** Sources of the units, without those a cancelled fulfilment took back. */
  allocations: OrderAllocation[]
  /** Where returned pieces went. */
  returned: OrderAllocation[]
}

/** Sources of an order's units and destinations of its returns, by order line and inventory item. */
export const readOrderOwnership = async (
  sql: Sql,
  orderId: string
): Promise<OrderOwnershipLine[]> => {
  const rows = await sql<Row>(
    `select l.line_item_id, a.inventory_item_id, l.sku, d.id as document_id, d.type, a.ownership, a.lot_id,
       a.contractor_id, a.quantity::text, a.quantity_undone::text, a.unit_cost::text, a.currency_code, a.reason,
       il.line_item_id as issue_line_item_id
     from consignment_document d
     join consignment_allocation a on a.document_id = d.id
     join consignment_document_line l on l.id = a.line_id
     left join consignment_allocation ia on ia.id = a.undoes_allocation_id
     left join consignment_document_line il on il.id = ia.line_id
     where d.order_id = ? and d.type in ('goods_issue', 'goods_issue_return') and d.status <> 'reversed'
       and a.quantity > 0
     order by d.posted_at, d.id, a.sequence`,
    [orderId]
  )
  const lines = new Map<string, OrderOwnershipLine>()
  for (const row of rows) {
    const lineItemId = row.type === "goods_issue" ? row.line_item_id : row.issue_line_item_id
    const key = `${lineItemId ?? ""}\n${row.inventory_item_id}`
    const line = lines.get(key) ?? {
      line_item_id: lineItemId,
      inventory_item_id: row.inventory_item_id,
      sku: row.sku,
      allocations: [],
      returned: [],
    }
    lines.set(key, line)
    const list = row.type === "goods_issue" ? line.allocations : line.returned
    list.push(toAllocation(row))
  }
  return [...lines.values()]
}

const toAllocation = (row: Row): OrderAllocation => ({
  document_id: row.document_id,
  ownership: row.ownership,
  lot_id: row.lot_id,
  contractor_id: row.contractor_id,
  quantity: trimmed(row.quantity),
  unit_cost: row.unit_cost === null ? null : trimmed(row.unit_cost),
  currency_code: row.currency_code,
  ...(row.reason === null ? {} : { reason: row.reason }),
})

/** Pieces that a cancelled fulfilment took back for an order line, and where they lie. */
export interface CanceledPieces {
  line_item_id: string | null
  inventory_item_id: string
  stock_location_id: string
  quantity: string
}

export const listCanceledPieces = async (
  sql: Sql,
  fulfillmentId: string
): Promise<CanceledPieces[]> =>
  await sql<CanceledPieces>(
    `select il.line_item_id, a.inventory_item_id, a.stock_location_id, sum(a.quantity)::text as quantity
     from consignment_document d
     join consignment_allocation a on a.document_id = d.id
     join consignment_allocation ia on ia.id = a.undoes_allocation_id
     join consignment_document_line il on il.id = ia.line_id
     where d.source_key = ? and d.status <> 'reversed'
     group by 1, 2, 3`,
    [`fulfillment-canceled:${fulfillmentId}`]
  )
