import { Decimal } from "decimal.js"
import type { Stock } from "../../../../../http-contract/stock"
import type { LineValues } from "./document-values"

/** Units of an item that are not reserved. */
export type FreeOf = (inventoryItemId: string) => Decimal.Value

/**
 * One line per item with its booked stock of all owners. The quantity stays empty, or is all of the stock that is free:
 * nothing where all of it is reserved.
 */
export const bookedLines = (
  stock: Stock[],
  titleOf: (id: string) => string,
  freeOf?: FreeOf
): LineValues[] => {
  const booked = new Map<string, { sku: string; quantity: Decimal }>()
  for (const { inventory_item_id: id, sku, quantity } of stock) {
    const before = booked.get(id)?.quantity ?? new Decimal(0)
    booked.set(id, { sku: sku ?? "", quantity: before.plus(quantity) })
  }
  return [...booked].map(([id, { sku, quantity }]) => {
    const free = freeOf && Decimal.max(0, Decimal.min(quantity, freeOf(id)))
    return {
      item: { id, sku, title: titleOf(id) },
      booked: quantity.toFixed(),
      ...(free?.gt(0) && { quantity: free.toFixed() }),
    }
  })
}
