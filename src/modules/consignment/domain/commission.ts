import type { Decimal } from "decimal.js"
import type { Lot } from "./lot"
import { toAmount } from "./money"
import { accountKey, type Commission, type WorkingStock } from "./stock"

/** Price of one unit after discounts and without taxes; without a currency, the lot's applies. */
export interface SalePrice {
  amount: Decimal
  currencyCode: string | null
}

/** The store's share is rounded half up per piece to the currency's decimals; the contractor has the rest. */
export const shareSale = (netPrice: Decimal, { percent, decimals }: Commission) => {
  const store = toAmount(netPrice.times(percent).div(100), decimals)
  return { store, contractor: netPrice.minus(store) }
}

/** Cost of a sold unit: the lot's unit cost, or the contractor's share of the sale price. */
export const costWhenSold = (
  { accounts }: WorkingStock,
  lot: Lot,
  price: SalePrice | null
): Decimal => {
  const commission = accounts.get(accountKey(lot))?.commission
  const isInCurrency = price && (price.currencyCode ?? lot.currencyCode) === lot.currencyCode
  return commission && isInCurrency ? shareSale(price.amount, commission).contractor : lot.unitCost
}
