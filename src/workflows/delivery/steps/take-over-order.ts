import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { refuseFields } from "../../../modules/consignment/domain/errors"
import { exact, toText } from "../../../modules/consignment/domain/quantity"
import { toMedusaError } from "../../../modules/consignment/to-medusa-error"
import type { PostDeliveryInput } from "./post-delivery"

/** A delivery whose lines may be those of its order. */
export type TakingOverOrder = Omit<PostDeliveryInput, "lines"> & {
  lines?: PostDeliveryInput["lines"]
}

interface OrderedItem {
  quantity: number | string
  unit_price: number | string
  variant: {
    inventory_items: { inventory_item_id: string; required_quantity: number }[] | null
  } | null
}

export const takeOverOrderStepId = "consignment-take-over-order"

/**
 * Takes what an order asks for as the lines of a delivery, a kit by its parts; lines that are named stay.
 * Throws: INVALID_DATA (an order of nothing that is kept in stock).
 */
export const takeOverOrderStep = createStep(
  takeOverOrderStepId,
  async (delivery: TakingOverOrder, { container }) => {
    if (delivery.lines !== undefined || !delivery.order_id) {
      return new StepResponse<PostDeliveryInput>({ ...delivery, lines: delivery.lines ?? [] })
    }
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "order",
      fields: [
        "items.*",
        "items.variant.inventory_items.inventory_item_id",
        "items.variant.inventory_items.required_quantity",
      ],
      filters: { id: delivery.order_id },
    })
    const items = (data as unknown as { items: OrderedItem[] }[]).flatMap((order) => order.items)
    const lines = items.flatMap(toLines)
    await Promise.resolve()
      .then(() => refuseNothing(lines))
      .catch(toMedusaError)
    return new StepResponse<PostDeliveryInput>({ ...delivery, lines })
  }
)

/** Throws: INVALID_DATA. */
const refuseNothing = (lines: PostDeliveryInput["lines"]): void =>
  refuseFields(
    lines.length > 0
      ? []
      : [{ path: "order_id", message: "The order asks for nothing that is kept in stock." }]
  )

/** The price of a kit is none of its parts'. */
const toLines = ({ quantity, unit_price, variant }: OrderedItem): PostDeliveryInput["lines"] => {
  const parts = variant?.inventory_items ?? []
  const isWhole = parts.length === 1 && parts[0]?.required_quantity === 1
  return parts.map((part) => ({
    inventory_item_id: part.inventory_item_id,
    quantity: toText(exact(quantity).times(part.required_quantity)),
    unit_price: isWhole ? toText(exact(unit_price)) : null,
  }))
}
