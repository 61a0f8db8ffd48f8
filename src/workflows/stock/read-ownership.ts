import type { MedusaContainer } from "@medusajs/framework/types"
import { findItems } from "../host/inventory/find-items"
import { hostLevels } from "../host/inventory/levels"
import { ledgerOf } from "../posting/post-document"

/** Stock of one item by owner and stock location. Throws: UNKNOWN_ITEM. */
export const readOwnership = async (
  container: MedusaContainer,
  named: { inventory_item_id?: string; sku?: string; stock_location_id?: string }
) => {
  const [item] = await findItems(container, [
    { index: 0, inventory_item_id: named.inventory_item_id, sku: named.sku },
  ])
  if (!item) return []
  return await ledgerOf(container).readOwnership(
    {
      inventory_item_id: item.inventory_item_id,
      sku: item.sku,
      stock_location_id: named.stock_location_id,
    },
    hostLevels
  )
}
