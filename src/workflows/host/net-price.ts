import { toAmount } from "../../modules/consignment/domain/money"
import { toText, UNIT_COST_PLACES } from "../../modules/consignment/domain/quantity"
import { fromHost, type HostQuantity } from "./quantities"

/** Of an order line of the host, what one piece of it was sold for is reckoned from. */
export interface SoldItem {
  quantity: HostQuantity
  /** Of the pieces that did not come back. */
  total?: HostQuantity | null
  tax_total?: HostQuantity | null
  detail?: {
    return_received_quantity?: HostQuantity | null
    return_dismissed_quantity?: HostQuantity | null
  } | null
  variant?: {
    inventory_items?: { required_quantity?: HostQuantity; inventory?: { id: string } | null }[]
  } | null
}

/** The fields of an order whose lines `netUnitPrice` is asked of; the host reckons a line's total only with the order's. */
export const soldItemFields = [
  "total",
  "items.*",
  "items.variant.inventory_items.required_quantity",
  "items.variant.inventory_items.inventory.id",
]

/**
 * What the customer pays for one piece of the line's inventory item, after discounts and without taxes, with up to 6
 * places; null where the parts of a kit have one price together.
 */
export const netUnitPrice = (item: SoldItem): string | null => {
  const { total, tax_total: taxTotal, quantity, detail, variant } = item
  const parts = variant?.inventory_items ?? []
  const kept = fromHost(quantity)
    .minus(fromHost(detail?.return_received_quantity ?? 0))
    .minus(fromHost(detail?.return_dismissed_quantity ?? 0))
  const pieces = kept.times(fromHost(parts[0]?.required_quantity ?? 1))
  if (parts.length > 1 || (total ?? null) === null || pieces.lte(0)) return null
  const net = fromHost(total ?? 0).minus(fromHost(taxTotal ?? 0))
  return toText(toAmount(net.div(pieces), UNIT_COST_PLACES))
}
