import { sdk } from "./sdk"

const ITEMS_A_REQUEST = 100

/** Quantities that can be taken from a stock location by item: the host's level without what is reserved. */
export const readFree = async (
  stockLocationId: string,
  inventoryItemIds: readonly string[]
): Promise<ReadonlyMap<string, number>> => {
  const free = new Map<string, number>()
  for (let start = 0; start < inventoryItemIds.length; start += ITEMS_A_REQUEST) {
    const { inventory_items: items } = await sdk.admin.inventoryItem.list({
      id: inventoryItemIds.slice(start, start + ITEMS_A_REQUEST),
      limit: ITEMS_A_REQUEST,
      // The host works out what is available from the two quantities before it.
      fields:
        "id,location_levels.location_id,location_levels.stocked_quantity,location_levels.reserved_quantity,location_levels.available_quantity",
    })
    for (const { id, location_levels: levels } of items) {
      const level = levels?.find(({ location_id: place }) => place === stockLocationId)
      free.set(id, level?.available_quantity ?? 0)
    }
  }
  return free
}
