import type { Decimal } from "decimal.js"
import type { LevelChange } from "../../modules/consignment/domain/posting"
import { sumOf, toText } from "../../modules/consignment/domain/quantity"
import type { PartOfLine } from "../../modules/consignment/ledger/documents/order-parts"
import type { FulfilledByHost } from "../../modules/consignment/ledger/documents/post-goods-issue"
import { postWithinAdjustStep } from "../host/steps/adjust-step"
import { netPrices, type SoldItem } from "../host/prices/net-price"
import { fromHost, type HostQuantity } from "../host/inventory/quantities"
import { ledgerOf } from "../posting/post-document"
import { beforeStep, resultOf, type StepArguments } from "../host/steps/steps"
import { withSerials } from "../host/steps/serial-numbers"
import { toReservationsBefore } from "../host/catch-up/unfinished/reservations-before"

interface FulfillmentItem {
  line_item_id: string | null
  inventory_item_id: string | null
  quantity: HostQuantity
  sku?: string | null
}

interface Fulfillment {
  id: string
  location_id: string
  created_by?: string | null
  items: FulfillmentItem[]
}

interface OrderedItem extends SoldItem {
  id: string
  variant?: (SoldItem["variant"] & { allow_backorder?: boolean }) | null
}

interface Order {
  sales_channel_id?: string | null
  currency_code: string
  items: OrderedItem[]
}

interface FulfillmentInput {
  order_id: string
  additional_data?: { issue_strategy?: string }
  metadata?: (Record<string, unknown> & { issue_strategy?: string }) | null
}

const fulfillmentOf = (args: StepArguments): Fulfillment | undefined =>
  resultOf<Fulfillment>(args, "create-fulfillment-workflow-as-step")

/** Orders that the host fulfils are goods issues: whose pieces leave is decided when the level drops. */
postWithinAdjustStep("create-order-fulfillment", {
  onInvoke: async ({ ledger, args, changes, host, context }) => {
    const fulfillment = fulfillmentOf(args)
    const order = resultOf<{ data: Order }>(args, "get-order")?.data
    if (!fulfillment || !order) throw new Error("The host names neither order nor fulfilment.")
    const input = args.payload as FulfillmentInput
    return await ledger.postFulfillment(
      {
        order_id: input.order_id,
        fulfillment_id: fulfillment.id,
        stock_location_id: fulfillment.location_id,
        created_by: fulfillment.created_by ?? null,
        sales_channel_id: order.sales_channel_id ?? null,
        currency_code: order.currency_code.toUpperCase(),
        issue_strategy:
          input.additional_data?.issue_strategy ?? input.metadata?.issue_strategy ?? null,
        lines: withSerials(toLines(fulfillment, order, changes), input.metadata),
        parts: order.items.flatMap(toParts),
        reservations: toReservationsBefore(args, fulfillment.items, "-"),
      },
      host,
      context
    )
  },
  onCompensate: async ({ ledger, args, host, context }) => {
    const fulfillment = fulfillmentOf(args)
    if (!fulfillment) return null
    const undone = await ledger.undoTechnically(`fulfillment:${fulfillment.id}`, host, context)
    // Somebody took the flow for dead and has undone it, level included.
    return undone ?? { is_new: false }
  },
})

/** No order counts units as fulfilled whose goods issue was undone because its flow was taken for dead. */
beforeStep("create-order-fulfillment", "register-order-fullfillment", async (args) => {
  const fulfillment = fulfillmentOf(args)
  if (fulfillment) await ledgerOf(args.container).requireIssued(fulfillment.id)
})

/** Items, places and order lines that the host takes units of; these are the changes that move the stock. */
const toLines = (
  fulfillment: Fulfillment,
  order: Order,
  changes: LevelChange[]
): FulfilledByHost[] => {
  const unmatched = fulfillment.items.filter((item) => item.inventory_item_id !== null)
  return changes.map((change) => {
    const quantity = change.quantity.negated()
    const position = unmatched.findIndex(
      (item) =>
        item.inventory_item_id === change.inventoryItemId && fromHost(item.quantity).eq(quantity)
    )
    const [item] = position === -1 ? [] : unmatched.splice(position, 1)
    const ordered = order.items.find((candidate) => candidate.id === item?.line_item_id)
    return {
      inventory_item_id: change.inventoryItemId,
      sku: item?.sku || null,
      stock_location_id: change.stockLocationId,
      quantity: toText(quantity),
      line_item_id: item?.line_item_id ?? null,
      quantity_ordered: ordered ? toText(toOrdered(ordered, change.inventoryItemId)) : null,
      quantity_ordered_by_order: toText(toOrderedInAll(order, change.inventoryItemId)),
      ...netPrices(ordered),
      required_quantity: ordered ? toText(requiredFor(ordered, change.inventoryItemId)) : null,
      allows_backorder: ordered?.variant?.allow_backorder === true,
    }
  })
}

const partOf = (ordered: OrderedItem, inventoryItemId: string) =>
  ordered.variant?.inventory_items?.find(({ inventory }) => inventory?.id === inventoryItemId)

/** The host takes one unit of an item that is reserved for the line and is no part of its variant. */
const requiredFor = (ordered: OrderedItem, inventoryItemId: string): Decimal =>
  fromHost(partOf(ordered, inventoryItemId)?.required_quantity ?? 1)

const toOrdered = (ordered: OrderedItem, inventoryItemId: string): Decimal =>
  fromHost(ordered.quantity).times(requiredFor(ordered, inventoryItemId))

const toParts = ({ id, variant }: OrderedItem): PartOfLine[] =>
  (variant?.inventory_items ?? []).flatMap(({ inventory, required_quantity: required }) =>
    inventory
      ? {
          line_item_id: id,
          inventory_item_id: inventory.id,
          required_quantity: toText(fromHost(required ?? 1)),
        }
      : []
  )

const toOrderedInAll = ({ items }: Order, inventoryItemId: string): Decimal =>
  sumOf(
    items.filter((item) => partOf(item, inventoryItemId)),
    (item) => toOrdered(item, inventoryItemId)
  )
