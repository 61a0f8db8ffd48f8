import type { SetWarehouseItemsBody } from "../../../../../http-contract/warehouse-item"

type ItemTerms = SetWarehouseItemsBody["items"][number]

/** A price is in the currency that was chosen, else in the first one agreed; without a price there is none. */
export const withCurrency = (item: ItemTerms, [first]: readonly string[]): ItemTerms => ({
  ...item,
  currency_code: item.unit_price ? (item.currency_code ?? first) : item.unit_price,
})
