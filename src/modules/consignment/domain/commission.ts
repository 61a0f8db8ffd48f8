import type { Decimal } from "decimal.js"
import type { SharedPrice } from "./allocation"
import { costOnDay } from "./cost-on-day"
import type { Lot } from "./lot"
import { toAmount } from "./money"
import { accountKey, type Commission, type WorkingStock } from "./stock"

/** Price of one unit without taxes; without a currency, the lot's applies. */
export interface SalePrice {
  /** After discounts. */
  amount: Decimal
  /** Before discounts; null where it is not known, so there was no discount. */
  list: Decimal | null
  currencyCode: string | null
}

/** The price that is shared: the one paid, or the one before discounts, which the store then bears. */
const basePriceOf = ({ amount, list }: SalePrice, { base }: Commission): Decimal =>
  base === "list" ? (list ?? amount) : amount

/** The whole price belongs to one tier: the highest that starts below it. A price where a tier starts is still in the one before. */
const percentAt = (price: Decimal, { tiers }: Commission): Decimal =>
  (tiers.filter((tier) => price.gt(tier.fromPrice)).at(-1) ?? tiers[0]).percent

/** The store's share is rounded half up per unit to the currency's decimals; the contractor has the rest. */
export const shareSale = (basePrice: Decimal, commission: Commission) => {
  const percent = percentAt(basePrice, commission)
  const store = toAmount(basePrice.times(percent).div(100), commission.decimals)
  return { store, contractor: basePrice.minus(store), percent }
}

/** Cost of a sold unit, and the price that was shared if it is the contractor's share of the sale price. */
export interface SoldCost {
  /** Null where the contractor's price list has no price on the day of the sale. */
  unitCost: Decimal | null
  share: SharedPrice | null
}

/** The lot's unit cost, the contractor's price of the day, or the contractor's share of the sale price. */
export const costWhenSold = (
  stock: WorkingStock,
  lot: Lot,
  price: SalePrice | null,
  soldAt: Date
): SoldCost => {
  const commission = stock.accounts.get(accountKey(lot))?.commission
  const isInCurrency = price && (price.currencyCode ?? lot.currencyCode) === lot.currencyCode
  if (!commission || !isInCurrency) {
    return { unitCost: costOnDay(stock, lot, soldAt), share: null }
  }
  const basePrice = basePriceOf(price, commission)
  const { contractor, percent } = shareSale(basePrice, commission)
  return { unitCost: contractor, share: { basePrice, percent } }
}
