import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { refuseFields } from "../../modules/consignment/domain/errors"
import { exact, least, toText, ZERO } from "../../modules/consignment/domain/quantity"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"
import type { PostDelivery } from "../../modules/consignment/ledger/documents/post-delivery"
import { fromHost, type HostQuantity } from "../host/inventory/quantities"
import { readGraph } from "../host/read-graph"
import { ledgerOf, type NamingItems } from "../posting/post-document"
import type { Decimal } from "decimal.js"

export type PostDeliveryInput = NamingItems<PostDelivery>

/** A delivery whose lines may be those of its order. */
export type TakingOverOrder = Omit<PostDeliveryInput, "lines"> & {
  lines?: PostDeliveryInput["lines"]
}

interface OrderedItem {
  quantity: HostQuantity
  unit_price: HostQuantity
  detail?: { fulfilled_quantity?: HostQuantity | null } | null
  variant: {
    inventory_items: { inventory_item_id: string; required_quantity: number }[] | null
  } | null
}

export const takeOverOrderStepId = "consignment-take-over-order"

/**
 * Takes what an order asks for and has not got yet as the lines of a delivery, a kit by its parts; lines that are named
 * stay.
 * Throws: INVALID_DATA (an order of nothing that is kept in stock).
 */
export const takeOverOrderStep = createStep(
  takeOverOrderStepId,
  async (delivery: TakingOverOrder, { container }) => {
    const order_read_at = new Date().toISOString()
    if (delivery.lines !== undefined || !delivery.order_id) {
      const { lines = [] } = delivery
      return new StepResponse<PostDeliveryInput>({ ...delivery, lines, order_read_at })
    }
    const orders = await readGraph<{ items: OrderedItem[] }>(container, {
      entity: "order",
      fields: [
        "items.*",
        "items.detail.fulfilled_quantity",
        "items.variant.inventory_items.inventory_item_id",
        "items.variant.inventory_items.required_quantity",
      ],
      filters: { id: delivery.order_id },
    })
    const items = orders.flatMap((order) => order.items)
    const delivered = await loadDelivered(container, delivery.order_id)
    const lines = lessDelivered(items.flatMap(toLines), delivered)
    await Promise.resolve()
      .then(() => refuseNothing(lines))
      .catch(toMedusaError)
    return new StepResponse<PostDeliveryInput>({ ...delivery, lines, order_read_at })
  }
)

/** By item: what of the order was delivered, or is being picked. */
const loadDelivered = async (
  container: MedusaContainer,
  orderId: string
): Promise<Map<string, Decimal>> => {
  const [deliveries] = await ledgerOf(container).listAndCountDeliveries(
    { order_id: orderId, status: ["draft", "posted"] },
    { take: null }
  )
  const delivered = new Map<string, Decimal>()
  for (const { inventory_item_id: itemId, quantity } of deliveries.flatMap((one) => one.lines)) {
    delivered.set(itemId, (delivered.get(itemId) ?? ZERO).plus(quantity))
  }
  return delivered
}

/** Delivered units count for the first lines of their item. */
const lessDelivered = (
  lines: PostDeliveryInput["lines"],
  delivered: Map<string, Decimal>
): PostDeliveryInput["lines"] =>
  lines.flatMap((line) => {
    const before = delivered.get(line.inventory_item_id ?? "") ?? ZERO
    const quantity = exact(line.quantity)
    const counted = least(before, quantity)
    delivered.set(line.inventory_item_id ?? "", before.minus(counted))
    return quantity.gt(counted) ? [{ ...line, quantity: toText(quantity.minus(counted)) }] : []
  })

/** Throws: INVALID_DATA. */
const refuseNothing = (lines: PostDeliveryInput["lines"]): void =>
  refuseFields(
    lines.length > 0
      ? []
      : [
          {
            path: "order_id",
            message: "The order waits for nothing that is kept in stock.",
            reason: "nothing_to_deliver",
          },
        ]
  )

/** The price of a kit is none of its parts'. */
const toLines = ({
  quantity: ordered,
  unit_price,
  detail,
  variant,
}: OrderedItem): PostDeliveryInput["lines"] => {
  const quantity = fromHost(ordered).minus(fromHost(detail?.fulfilled_quantity ?? 0))
  if (quantity.lte(0)) return []
  const parts = variant?.inventory_items ?? []
  const isWhole = parts.length === 1 && parts[0]?.required_quantity === 1
  return parts.map((part) => ({
    inventory_item_id: part.inventory_item_id,
    quantity: toText(quantity.times(part.required_quantity)),
    unit_price: isWhole ? toText(fromHost(unit_price)) : null,
  }))
}
