import { Decimal } from "decimal.js"
import type { Stock } from "../../../../../http-contract/stock"
import type { LineName } from "./document-forms"
import type { LineValues } from "./document-values"

/** One line for each item with all of its pieces, whoever owns them; what is to be counted or priced stays empty. */
export const bookedLines = (
  stock: Stock[],
  fills: LineName,
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
    ...(fills === "quantity" && { quantity: quantity.toFixed() }),
  }))
}
