import { exact, toText } from "../../modules/consignment/domain/quantity"
import type { FulfilledLine } from "../../modules/consignment/ledger/post-goods-issue"
import {
  postWithinAdjustStep,
  resultOf,
  type LevelAdjustment,
  type StepArguments,
} from "../host/adjust-step"
import { hostLevels } from "../host/levels"

interface Fulfillment {
  id: string
  created_by?: string | null
  items: {
    line_item_id: string | null
    inventory_item_id: string | null
    quantity: number | string
    sku?: string | null
  }[]
}

interface OrderedItem {
  id: string
  quantity: number | string
  variant?: {
    inventory_items?: {
      required_quantity?: number | string
      inventory?: { id: string; sku?: string | null }
    }[]
  } | null
}

interface Order {
  sales_channel_id?: string | null
  items: OrderedItem[]
}

interface FulfillmentInput {
  order_id: string
  additional_data?: { issue_strategy?: string }
  metadata?: { issue_strategy?: string } | null
}

const fulfillmentOf = (args: StepArguments): Fulfillment | undefined =>
  resultOf<Fulfillment>(args, "create-fulfillment-workflow-as-step")

/** Orders that the host fulfils are goods issues: whose pieces leave is decided when the level drops. */
postWithinAdjustStep("create-order-fulfillment", {
  onInvoke: async (ledger, args, adjustments, context) => {
    const fulfillment = fulfillmentOf(args)
    const order = resultOf<{ data: Order }>(args, "get-order")?.data
    const input = args.payload as unknown as FulfillmentInput
    if (!fulfillment) return
    await ledger.postFulfillment(
      {
        order_id: input.order_id,
        fulfillment_id: fulfillment.id,
        created_by: fulfillment.created_by ?? null,
        sales_channel_id: order?.sales_channel_id ?? null,
        issue_strategy:
          input.additional_data?.issue_strategy ?? input.metadata?.issue_strategy ?? null,
        lines: toLines(fulfillment, order, adjustments),
      },
      hostLevels,
      context
    )
  },
  onCompensate: async (ledger, args, _, context) => {
    const fulfillment = fulfillmentOf(args)
    if (fulfillment)
      await ledger.undoTechnically(`fulfillment:${fulfillment.id}`, hostLevels, context)
  },
})

/** What the host takes, where it takes it, and for which order line; it is the adjustments that move the stock. */
const toLines = (
  fulfillment: Fulfillment,
  order: Order | undefined,
  adjustments: LevelAdjustment[]
): FulfilledLine[] => {
  const unmatched = fulfillment.items.filter((item) => item.inventory_item_id !== null)
  return adjustments.map((adjustment) => {
    const quantity = exact(adjustment.adjustment.toString()).negated()
    const position = unmatched.findIndex(
      (item) =>
        item.inventory_item_id === adjustment.inventoryItemId && exact(item.quantity).eq(quantity)
    )
    const [item] = position === -1 ? [] : unmatched.splice(position, 1)
    const ordered = order?.items.find((candidate) => candidate.id === item?.line_item_id)
    return {
      inventory_item_id: adjustment.inventoryItemId,
      sku: item?.sku || null,
      stock_location_id: adjustment.locationId,
      quantity: toText(quantity),
      line_item_id: item?.line_item_id ?? null,
      quantity_ordered: ordered ? toOrdered(ordered, adjustment.inventoryItemId) : null,
    }
  })
}

const toOrdered = (ordered: OrderedItem, inventoryItemId: string): string => {
  const part = ordered.variant?.inventory_items?.find(
    (candidate) => candidate.inventory?.id === inventoryItemId
  )
  return toText(exact(ordered.quantity).times(exact(part?.required_quantity ?? 1)))
}
