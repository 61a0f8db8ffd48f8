import { Decimal } from "decimal.js"
import type { OrderAllocation, OrderOwnership } from "../../http-contract/stock"

/** Of an order line of the host, what a margin is reckoned from. Its numbers are the host's own. */
export interface OrderItem {
  id: string
  title: string
  variant_title?: string | null
  quantity: number
  /** Of the pieces that did not come back. */
  total?: number
  tax_total?: number
  detail?: { return_received_quantity?: number; return_dismissed_quantity?: number } | null
}

export interface Origin {
  key: string
  title: string
  allocation: OrderAllocation
  /** Came back, instead of: left. */
  isReturn: boolean
  /** Net price minus cost, below zero of what came back; null if either is unknown. */
  margin: string | null
}

/** One row for each owner that pieces of an order came from or went back to, in the order of its items. */
export const toOrigins = (
  { lines }: OrderOwnership,
  items: readonly OrderItem[],
  currencyCode: string
): Origin[] => {
  const itemsById = new Map(items.map((item) => [item.id, item]))
  const placeOf = (lineItemId: string | null) => {
    const place = items.findIndex(({ id }) => id === lineItemId)
    return place < 0 ? items.length : place
  }
  const sorted = [...lines].sort(
    (one, other) => placeOf(one.line_item_id) - placeOf(other.line_item_id)
  )
  return sorted.flatMap((line, index) => {
    const item = itemsById.get(line.line_item_id ?? "")
    // A kit's price is of all its parts together.
    const isKit = lines.filter((other) => other.line_item_id === line.line_item_id).length > 1
    const price = item && !isKit ? netUnitPrice(item) : null
    const titles = new Set([item?.title ?? line.sku, item?.variant_title])
    const title = [...titles].filter(Boolean).join(" · ")
    const toOrigin = (
      allocation: OrderAllocation,
      isReturn: boolean,
      position: number
    ): Origin => ({
      key: [index, isReturn, position].join(" "),
      title: title || line.inventory_item_id,
      allocation,
      isReturn,
      margin: marginOf(allocation, price, currencyCode, isReturn),
    })
    return [
      ...line.allocations.map((allocation, position) => toOrigin(allocation, false, position)),
      ...line.returned.map((allocation, position) => toOrigin(allocation, true, position)),
    ]
  })
}

const netUnitPrice = ({ total, tax_total, quantity, detail }: OrderItem): Decimal | null => {
  const kept = new Decimal(quantity)
    .minus(detail?.return_received_quantity ?? 0)
    .minus(detail?.return_dismissed_quantity ?? 0)
  return total === undefined || tax_total === undefined || kept.lte(0)
    ? null
    : new Decimal(total).minus(tax_total).div(kept)
}

const marginOf = (
  { quantity, unit_cost, currency_code }: OrderAllocation,
  price: Decimal | null,
  currencyCode: string,
  isReturn: boolean
): string | null =>
  price === null || unit_cost === null || currency_code !== currencyCode.toUpperCase()
    ? null
    : price
        .minus(unit_cost)
        .times(quantity)
        .times(isReturn ? -1 : 1)
        .toFixed()
