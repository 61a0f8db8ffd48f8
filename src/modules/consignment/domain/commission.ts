import type { Decimal } from "decimal.js"
import type { Lot } from "./lot"
import { toAmount } from "./money"
import { accountKey, type Commission, type WorkingStock } from "./stock"

/** What a customer pays for one piece, after discounts and without taxes; no currency means that of the lot. */
export interface SalePrice {
  amount: Decimal
  currencyCode: string | null
}

/** The store's share is rounded half up per piece to the currency's decimals; the contractor has the rest. */
export const shareSale = (netPrice: Decimal, { percent, decimals }: Commission) => {
  const store = toAmount(netPrice.times(percent).div(100), decimals)
  return { store, contractor: netPrice.minus(store) }
}

/** What a piece of the lot costs when it is sold: the lot's cost, or the contractor's share of what it is sold for. */
export const costWhenSold = (
  { accounts }: WorkingStock,
  lot: Lot,
  price: SalePrice | null
): Decimal => {
  const commission = accounts.get(accountKey(lot))?.commission
  const isInCurrency = price && (price.currencyCode ?? lot.currencyCode) === lot.currencyCode
  return commission && isInCurrency ? shareSale(price.amount, commission).contractor : lot.unitCost
}
