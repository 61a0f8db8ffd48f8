import type { MedusaContainer } from "@medusajs/framework/types"
import { withItems } from "../posting/post-document"

interface NamesItem {
  inventory_item_id?: string
  sku?: string
}

/** Finds the item that is named by id or SKU, if any. Throws: UNKNOWN_ITEM. */
export const withMarkedItem = async <Input extends NamesItem>(
  container: MedusaContainer,
  { inventory_item_id, sku, ...input }: Input
) => {
  if (inventory_item_id === undefined && sku === undefined) {
    return { ...input, inventory_item_id: null, sku: null }
  }
  const [item] = await withItems(container, [{ inventory_item_id, sku }])
  return { ...input, inventory_item_id: item?.inventory_item_id ?? null, sku: item?.sku ?? null }
}
