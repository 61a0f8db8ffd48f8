import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { exact, toText } from "../../modules/consignment/domain/quantity"
import type { Unposted } from "./find-unposted"
import { hostLevels } from "./levels"
import { withItemLocks } from "./locks"
import { ledgerOf } from "./post-document"

interface FulfilledOrder {
  id: string
  sales_channel_id: string | null
  fulfillments: {
    id: string
    location_id: string
    created_by: string | null
    items: {
      line_item_id: string | null
      inventory_item_id: string | null
      quantity: number
      sku: string | null
    }[]
  }[]
}

/** Posts a fulfilment that the host finished without us; it took the level down then. */
const postMissedFulfillment = async (
  container: MedusaContainer,
  missed: Unposted
): Promise<void> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "sales_channel_id", "fulfillments.*", "fulfillments.items.*"],
    filters: { id: missed.order_id },
  })
  const [order] = data as unknown as FulfilledOrder[]
  const fulfillment = order?.fulfillments.find((candidate) => candidate.id === missed.id)
  if (!order || !fulfillment) return
  const lines = fulfillment.items.flatMap((item) =>
    item.inventory_item_id === null
      ? []
      : {
          inventory_item_id: item.inventory_item_id,
          sku: item.sku,
          stock_location_id: fulfillment.location_id,
          quantity: toText(exact(item.quantity)),
          line_item_id: item.line_item_id,
          quantity_ordered: null,
        }
  )
  const itemIds = lines.map((line) => line.inventory_item_id)
  await withItemLocks(container, itemIds, () =>
    ledgerOf(container).postFulfillment(
      {
        order_id: order.id,
        fulfillment_id: fulfillment.id,
        sales_channel_id: order.sales_channel_id,
        created_by: fulfillment.created_by,
        lines,
        level_already_taken: true,
      },
      hostLevels
    )
  )
}

interface ReceivedReturn {
  id: string
  order_id: string
  location_id: string
  items: {
    item_id: string
    item: {
      variant: {
        manage_inventory: boolean
        inventory_items: { inventory_item_id: string; required_quantity: number }[]
      } | null
    }
  }[]
}

interface ReceiveAction {
  reference_id: string
  quantity: string
}

const loadReceivedActions = async (
  container: MedusaContainer,
  orderChangeId: string
): Promise<ReceiveAction[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: ReceiveAction[] }>(
    `select details ->> 'reference_id' as reference_id, details ->> 'quantity' as quantity
     from order_change_action
     where order_change_id = ? and action = 'RECEIVE_RETURN_ITEM' and deleted_at is null`,
    [orderChangeId]
  )
  return rows
}

/** Posts a received return that the host finished without us; it raised the level then. */
const postMissedReturn = async (container: MedusaContainer, missed: Unposted): Promise<void> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const actions = await loadReceivedActions(container, missed.id)
  const { data } = await query.graph({
    entity: "return",
    fields: [
      "id",
      "order_id",
      "location_id",
      "items.item_id",
      "items.item.variant.manage_inventory",
      "items.item.variant.inventory_items.inventory_item_id",
      "items.item.variant.inventory_items.required_quantity",
    ],
    filters: { id: missed.return_id },
  })
  const [received] = data as unknown as ReceivedReturn[]
  if (!received) return
  const lines = actions.flatMap((action) => {
    const variant = received.items.find((item) => item.item_id === action.reference_id)?.item
      .variant
    return (variant?.manage_inventory ? variant.inventory_items : []).map((part) => ({
      inventory_item_id: part.inventory_item_id,
      sku: null,
      quantity: toText(exact(action.quantity).times(exact(part.required_quantity))),
    }))
  })
  if (lines.length === 0) return
  const itemIds = lines.map((line) => line.inventory_item_id)
  await withItemLocks(container, itemIds, () =>
    ledgerOf(container).postReceivedReturn(
      {
        order_id: received.order_id,
        return_id: received.id,
        order_change_id: missed.id,
        stock_location_id: received.location_id,
        line_item_ids: actions.map((action) => action.reference_id),
        lines,
      },
      hostLevels
    )
  )
}

/** Posts what the host finished without us; tells whether there was anything to post. The rest stays an exception. */
export const catchUpWith = async (
  container: MedusaContainer,
  missed: Unposted
): Promise<boolean> => {
  if (missed.kind === "fulfillment") await postMissedFulfillment(container, missed)
  else if (missed.kind === "return") await postMissedReturn(container, missed)
  else return false
  return true
}
