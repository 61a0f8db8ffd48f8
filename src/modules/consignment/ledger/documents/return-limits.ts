import type { Decimal } from "decimal.js"
import type { GoodsIssueReturn } from "../../domain/goods-issue-return"
import { exact, notBelowZero, ZERO } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import type { Ports } from "../posting/post"

type Limits = Pick<GoodsIssueReturn, "unissued" | "returnedOtherwise">

/**
 * How much the host may take back of an order besides what was issued: what it fulfilled without a goods issue, less
 * what has come back of it. An order that neither the host nor the ledger knows a fulfilment of has no limit: another
 * system has shipped it.
 */
export const loadReturnLimits = async (
  { sql, host }: Ports,
  orderId: string,
  inventoryItemIds: string[]
): Promise<Limits> => {
  const fulfilled = await host.unissued(sql, orderId, inventoryItemIds)
  if (fulfilled === null && !(await isKnown(sql, orderId))) return {}
  const returned = await loadReturnedUnissued(sql, orderId)
  return {
    unissued: new Map(
      inventoryItemIds.map((itemId) => [
        itemId,
        notBelowZero((fulfilled?.get(itemId) ?? ZERO).minus(returned.get(itemId) ?? ZERO)),
      ])
    ),
    returnedOtherwise: await listReturnsPastHost(sql, orderId),
  }
}

const isKnown = async (sql: Sql, orderId: string): Promise<boolean> => {
  const rows = await sql(
    `select 1 from consignment_document where order_id = ? and type = 'goods_issue' limit 1`,
    [orderId]
  )
  return rows.length > 0
}

const loadReturnedUnissued = async (sql: Sql, orderId: string): Promise<Map<string, Decimal>> => {
  const rows = await sql<{ inventory_item_id: string; quantity: string }>(
    `select a.inventory_item_id, sum(a.quantity)::text as quantity
     from consignment_document d join consignment_allocation a on a.document_id = d.id
     where d.order_id = ? and d.type = 'goods_issue_return' and d.status <> 'reversed'
       and a.undoes_allocation_id is null
     group by 1`,
    [orderId]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, exact(row.quantity)]))
}

const listReturnsPastHost = async (sql: Sql, orderId: string): Promise<string[]> => {
  const rows = await sql<{ number: string }>(
    `select number from consignment_document
     where order_id = ? and type = 'goods_issue_return' and return_id is null and status <> 'reversed'
     order by posted_at`,
    [orderId]
  )
  return rows.map((row) => row.number)
}
