import type { Decimal } from "decimal.js"
import { exact } from "../../../modules/consignment/domain/quantity"
import type { HostLevels } from "../../../modules/consignment/ledger/posting/host-levels"

/**
 * Units of an order that the host fulfilled and no goods issue accounts for: before the ledger was kept, or while the
 * variant's stock was not managed. A fulfilment that was posted once is accounted for, even if its document was reversed.
 */
export const unissued: HostLevels["unissued"] = async (sql, orderId, inventoryItemIds) => {
  const rows = await sql<{ inventory_item_id: string | null; quantity: string }>(
    `with fulfilled as (
       select item.inventory_item_id, item.line_item_id, exists (
           select 1 from consignment_document document
           where document.fulfillment_id = fulfillment.id and document.type = 'goods_issue') as is_issued,
         coalesce((item.raw_quantity ->> 'value')::numeric, item.quantity) as quantity
       from order_fulfillment link
       join fulfillment on fulfillment.id = link.fulfillment_id
       join fulfillment_item item on item.fulfillment_id = fulfillment.id and item.deleted_at is null
       where link.order_id = ? and link.deleted_at is null and fulfillment.canceled_at is null
         and fulfillment.deleted_at is null)
     select inventory_item_id, sum(case when is_issued then 0 else quantity end)::text as quantity
     from fulfilled where inventory_item_id is not null group by 1
     union all
     select part.inventory_item_id, sum(fulfilled.quantity * coalesce(part.required_quantity, 1))::text
     from fulfilled
     left join order_line_item line on line.id = fulfilled.line_item_id
     left join product_variant_inventory_item part on part.variant_id = line.variant_id
       and part.inventory_item_id = any(?::text[]) and part.deleted_at is null
     where fulfilled.inventory_item_id is null group by 1`,
    [orderId, inventoryItemIds]
  )
  if (rows.length === 0) return null
  const quantities = new Map<string, Decimal>()
  for (const { inventory_item_id: itemId, quantity } of rows) {
    if (itemId === null) continue
    quantities.set(itemId, (quantities.get(itemId) ?? exact(0)).plus(quantity))
  }
  return quantities
}

/** The host moves stock for an order line whose variant manages its inventory. */
export const isFulfillable: HostLevels["isFulfillable"] = async (sql, orderId) => {
  const open = await sql(
    `select 1 from "order"
     join order_item item on item.order_id = "order".id and item.version = "order".version
       and item.deleted_at is null
     join order_line_item line on line.id = item.item_id
     join product_variant variant on variant.id = line.variant_id
       and variant.manage_inventory and variant.deleted_at is null
     where "order".id = ? and "order".canceled_at is null and "order".deleted_at is null
       and coalesce((item.raw_quantity ->> 'value')::numeric, item.quantity)
         > coalesce((item.raw_fulfilled_quantity ->> 'value')::numeric, item.fulfilled_quantity)
     limit 1`,
    [orderId]
  )
  return open.length > 0
}
