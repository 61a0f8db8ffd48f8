import type { Decimal } from "decimal.js"
import { toAmount } from "../../../modules/consignment/domain/money"
import { toText, UNIT_COST_PLACES } from "../../../modules/consignment/domain/quantity"
import { fromHost, type HostQuantity } from "../inventory/quantities"

/** Of an order line of the host, what one piece of it was sold for is reckoned from. */
export interface SoldItem {
  quantity: HostQuantity
  /** Of the pieces that did not come back. */
  total?: HostQuantity | null
  tax_total?: HostQuantity | null
  /** Before discounts and without taxes, of the pieces that did not come back. */
  subtotal?: HostQuantity | null
  detail?: {
    return_received_quantity?: HostQuantity | null
    return_dismissed_quantity?: HostQuantity | null
  } | null
  variant?: {
    inventory_items?: { required_quantity?: HostQuantity; inventory?: { id: string } | null }[]
  } | null
}

/** The fields of an order whose lines `netPrices` is asked of; the host reckons a line's total only with the order's. */
export const soldItemFields = [
  "total",
  "items.*",
  "items.variant.inventory_items.required_quantity",
  "items.variant.inventory_items.inventory.id",
]

/** Prices of one unit of the line's inventory item without taxes, with up to 6 places. */
interface NetPrices {
  sale_price: string | null
  list_price: string | null
}

/**
 * The customer's price of one unit after discounts, and the one without them; null where the parts of a kit
 * have one price together. A price of a price list is no discount: only promotions are.
 */
export const netPrices = (item: SoldItem | undefined): NetPrices => {
  const units = item ? unitsOf(item) : null
  const perUnit = (amount: Decimal | null) =>
    amount === null || units === null ? null : toText(toAmount(amount.div(units), UNIT_COST_PLACES))
  const [total, subtotal] = [amountOf(item?.total), amountOf(item?.subtotal)]
  return {
    sale_price: perUnit(total && total.minus(fromHost(item?.tax_total ?? 0))),
    list_price: total && perUnit(subtotal),
  }
}

const amountOf = (amount: HostQuantity | null | undefined): Decimal | null =>
  (amount ?? null) === null ? null : fromHost(amount ?? 0)

/** Units of the item that the totals of the line are of; null where there are none, or the line is a kit. */
const unitsOf = ({ quantity, detail, variant }: SoldItem): Decimal | null => {
  const parts = variant?.inventory_items ?? []
  const kept = fromHost(quantity)
    .minus(fromHost(detail?.return_received_quantity ?? 0))
    .minus(fromHost(detail?.return_dismissed_quantity ?? 0))
  const units = kept.times(fromHost(parts[0]?.required_quantity ?? 1))
  return parts.length > 1 || units.lte(0) ? null : units
}
