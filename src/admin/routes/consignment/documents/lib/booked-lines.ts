import { Decimal } from "decimal.js"
import type { Stock } from "../../../../../http-contract/stock"
import type { LineValues } from "./document-values"

/** One line per item with its booked stock of all owners; the quantity is all of it, or stays empty. */
export const bookedLines = (
  stock: Stock[],
  isAllOfIt: boolean,
  titleOf: (id: string) => string
): LineValues[] => {
  const booked = new Map<string, { sku: string; quantity: Decimal }>()
  for (const { inventory_item_id: id, sku, quantity } of stock) {
    const before = booked.get(id)?.quantity ?? new Decimal(0)
    booked.set(id, { sku: sku ?? "", quantity: before.plus(quantity) })
  }
  return [...booked].map(([id, { sku, quantity }]) => ({
    item: { id, sku, title: titleOf(id) },
    booked: quantity.toFixed(),
    ...(isAllOfIt && { quantity: quantity.toFixed() }),
  }))
}
