import { exact, toText } from "../../domain/quantity"
import { decideReturnedParts, type FulfilledPart, type Part } from "../../domain/recipe"
import type { Sql } from "../../database/sql"
import type { ReceivedBackLine } from "./post-goods-issue-return"

/** How many units of an item one unit of an order line is made of. */
export interface PartOfLine {
  line_item_id: string
  inventory_item_id: string
  required_quantity: string
}

export interface ReturnOfOrder {
  order_id: string
  /** Units of order lines that come back. */
  lines: { line_item_id: string; quantity: string }[]
  /** The parts that these lines are made of now. */
  parts: PartOfLine[]
}

/** The units that come back for units of order lines, by the recipe by which they left. */
export const readReturnedParts = async (
  sql: Sql,
  { order_id: orderId, lines, parts }: ReturnOfOrder
): Promise<ReceivedBackLine[]> => {
  const returned = lines.map((line) => ({
    lineItemId: line.line_item_id,
    quantity: exact(line.quantity),
  }))
  return decideReturnedParts(
    returned,
    await loadFulfilledParts(sql, orderId),
    parts.map(toPart)
  ).map(({ lineItemId, inventoryItemId, quantity }) => ({
    line_item_id: lineItemId,
    inventory_item_id: inventoryItemId,
    quantity: toText(quantity),
  }))
}

export const toPart = (part: PartOfLine): Part => ({
  lineItemId: part.line_item_id,
  inventoryItemId: part.inventory_item_id,
  requiredQuantity: exact(part.required_quantity),
})

/** Units that are out for the lines of an order, newest fulfilment first. */
const loadFulfilledParts = async (sql: Sql, orderId: string): Promise<FulfilledPart[]> => {
  const rows = await sql<{
    line_item_id: string
    inventory_item_id: string
    required_quantity: string | null
    quantity: string
  }>(
    `select l.line_item_id, l.inventory_item_id, l.required_quantity::text,
       sum(a.quantity - a.quantity_undone)::text as quantity
     from consignment_document d
     join consignment_document_line l on l.document_id = d.id
     join consignment_allocation a on a.line_id = l.id
     where d.order_id = ? and d.type = 'goods_issue' and d.status <> 'reversed'
       and l.line_item_id is not null
     group by d.id, d.posted_at, l.id
     order by d.posted_at desc, d.id desc, l.index desc`,
    [orderId]
  )
  return rows.map((row) => ({
    lineItemId: row.line_item_id,
    inventoryItemId: row.inventory_item_id,
    quantity: exact(row.quantity),
    requiredQuantity: row.required_quantity === null ? null : exact(row.required_quantity),
  }))
}

/** The parts that the lines of a fulfilment were made of when it was posted; older fulfilments have none on record. */
export const readFulfilledRecipe = async (sql: Sql, fulfillmentId: string): Promise<PartOfLine[]> =>
  await sql<PartOfLine>(
    `select distinct l.line_item_id, l.inventory_item_id,
       trim_scale(l.required_quantity)::text as required_quantity
     from consignment_document d join consignment_document_line l on l.document_id = d.id
     where d.fulfillment_id = ? and d.type = 'goods_issue' and d.status <> 'reversed'
       and l.line_item_id is not null and l.required_quantity is not null`,
    [fulfillmentId]
  )

/** Every item that was issued for an order. */
export const listIssuedItems = async (sql: Sql, orderId: string): Promise<string[]> => {
  const rows = await sql<{ inventory_item_id: string }>(
    `select distinct l.inventory_item_id
     from consignment_document d join consignment_document_line l on l.document_id = d.id
     where d.order_id = ? and d.type = 'goods_issue' and d.status <> 'reversed'`,
    [orderId]
  )
  return rows.map((row) => row.inventory_item_id)
}

export interface PostedQuantity {
  inventory_item_id: string
  stock_location_id: string
  quantity: string
}

/** How many units of each item the document of a fact of the host says have moved. */
export const readPostedQuantities = async (
  sql: Sql,
  sourceKey: string
): Promise<PostedQuantity[]> =>
  await sql<PostedQuantity>(
    `select l.inventory_item_id, l.stock_location_id, sum(l.quantity)::text as quantity
     from consignment_document d join consignment_document_line l on l.document_id = d.id
     where d.source_key = ? and d.status <> 'reversed' group by 1, 2`,
    [sourceKey]
  )
