import { readGraph } from "../read-graph"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { sqlOf } from "../../../modules/consignment/database/sql"
import { toText } from "../../../modules/consignment/domain/quantity"
import type { Unposted } from "./find-unposted"
import { hostLevels } from "../inventory/levels"
import { netPrices, soldItemFields, type SoldItem } from "../prices/net-price"
import { withItemLocks } from "../inventory/locks"
import { ledgerOf } from "../../posting/post-document"
import { fromHost, type HostQuantity } from "../inventory/quantities"
import {
  toLevelChanges,
  toLine,
  toParts,
  toReturnOf,
  type ReceivedAction,
  type ReturnedVariant,
} from "./received-back"
import { withFittingSerials } from "../steps/serial-numbers"

interface FulfilledOrder {
  id: string
  sales_channel_id: string | null
  currency_code: string
  items: (SoldItem & { id: string })[]
  fulfillments: {
    id: string
    location_id: string
    created_by: string | null
    metadata: Record<string, unknown> | null
    items: {
      line_item_id: string | null
      inventory_item_id: string | null
      quantity: HostQuantity
      sku: string | null
    }[]
  }[]
}

/** By order line: how many units of it a fulfilment took. */
const loadFulfilledUnits = async (
  container: MedusaContainer,
  fulfillmentId: string
): Promise<Map<string, HostQuantity>> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: ReceiveAction[] }>(
    `select details ->> 'reference_id' as reference_id, details -> 'quantity' as quantity
     from order_change_action
     where reference_id = ? and action = 'FULFILL_ITEM' and deleted_at is null`,
    [fulfillmentId]
  )
  return new Map(rows.map((row) => [row.reference_id, row.quantity]))
}

/** The recipe by which the host took an item then. */
const toRequired = (
  item: { line_item_id: string | null; quantity: HostQuantity },
  units: Map<string, HostQuantity>
): string | null => {
  const ofLine = fromHost(units.get(item.line_item_id ?? "") ?? 0)
  return ofLine.gt(0) ? toText(fromHost(item.quantity).div(ofLine)) : null
}

/** The units have moved already: serial numbers that do not fit the books are left out. */
const withNamedUnits = async <Line extends { line_item_id: string | null; quantity: string }, T>(
  lines: Line[],
  metadata: Record<string, unknown> | null,
  post: (named: Line[]) => Promise<T>
): Promise<T> => {
  const named = withFittingSerials(lines, metadata)
  const isNamed = named.some((line) => line.serial_numbers)
  return await post(named).catch((error: unknown) => {
    const { code } = (error ?? {}) as { code?: string }
    if (isNamed && ["INSUFFICIENT_STOCK", "SERIAL_TAKEN", "INVALID_DATA"].includes(code ?? "")) {
      return post(lines)
    }
    throw error
  })
}

/** Posts a fulfilment that the host finished without us; it took the level down then. */
const postMissedFulfillment = async (
  container: MedusaContainer,
  missed: Unposted
): Promise<boolean> => {
  const [order] = await readGraph<FulfilledOrder>(container, {
    entity: "order",
    fields: [
      "id",
      "sales_channel_id",
      "currency_code",
      ...soldItemFields,
      "fulfillments.*",
      "fulfillments.items.*",
    ],
    filters: { id: missed.order_id ?? [] },
  })
  const fulfillment = order?.fulfillments.find((candidate) => candidate.id === missed.id)
  if (!order || !fulfillment) return false
  const units = await loadFulfilledUnits(container, fulfillment.id)
  const lines = fulfillment.items.flatMap((item) => {
    const sold = order.items.find(({ id }) => id === item.line_item_id)
    return item.inventory_item_id === null
      ? []
      : {
          inventory_item_id: item.inventory_item_id,
          sku: item.sku || null,
          stock_location_id: fulfillment.location_id,
          quantity: toText(fromHost(item.quantity)),
          line_item_id: item.line_item_id,
          required_quantity: toRequired(item, units),
          allows_backorder: true,
          quantity_ordered: null,
          quantity_ordered_by_order: null,
          ...netPrices(sold),
        }
  })
  const itemIds = lines.map((line) => line.inventory_item_id)
  return await withNamedUnits(lines, fulfillment.metadata, async (named) => {
    const { is_new: isNew } = await withItemLocks(container, itemIds, () =>
      ledgerOf(container).postFulfillment(
        {
          order_id: order.id,
          fulfillment_id: fulfillment.id,
          stock_location_id: fulfillment.location_id,
          sales_channel_id: order.sales_channel_id,
          currency_code: order.currency_code.toUpperCase(),
          created_by: fulfillment.created_by,
          lines: named,
          level_already_taken: true,
        },
        hostLevels
      )
    )
    return isNew
  })
}

interface ReceivedReturn {
  id: string
  order_id: string
  location_id: string
  items: {
    item_id: string
    item: { variant_id: string | null; variant: ReturnedVariant | null }
  }[]
}

interface ReceiveAction {
  reference_id: string
  quantity: HostQuantity
}

const loadReceivedActions = async (
  container: MedusaContainer,
  orderChangeId: string
): Promise<ReceiveAction[]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: ReceiveAction[] }>(
    `select details ->> 'reference_id' as reference_id, details -> 'quantity' as quantity
     from order_change_action
     where order_change_id = ? and action = 'RECEIVE_RETURN_ITEM' and deleted_at is null
     order by ordering`,
    [orderChangeId]
  )
  return rows
}

/** Posts a received return that the host finished without us; unless told otherwise, it raised the level then. */
export const postMissedReturn = async (
  container: MedusaContainer,
  missed: Pick<Unposted, "id" | "return_id">,
  { isRaised } = { isRaised: true }
): Promise<boolean> => {
  const actions = await loadReceivedActions(container, missed.id)
  const [received] = await readGraph<ReceivedReturn>(container, {
    entity: "return",
    fields: [
      "id",
      "order_id",
      "location_id",
      "items.item_id",
      "items.item.variant_id",
      "items.item.variant.manage_inventory",
      "items.item.variant.inventory_items.inventory_item_id",
      "items.item.variant.inventory_items.required_quantity",
    ],
    filters: { id: missed.return_id ?? [] },
  })
  if (!received) return false
  const returnedActions = actions.map((action): ReceivedAction => {
    const returned = received.items.find((item) => item.item_id === action.reference_id)
    return {
      lineItemId: action.reference_id,
      variantId: returned?.item.variant_id ?? null,
      quantity: action.quantity,
      variant: returned?.item.variant ?? null,
    }
  })
  const parts = toParts(returnedActions)
  if (parts.length === 0) return false
  const itemIds = parts.map((part) => part.inventoryItemId)
  const ledger = ledgerOf(container)
  return await withItemLocks(container, itemIds, () =>
    ledger.inOneTransaction(async (context) => {
      // The units that go on the shelf now are those the host would have put there with the posting.
      const lines = isRaised
        ? parts.map(toLine)
        : await ledger.readReturnedParts(toReturnOf(received.order_id, returnedActions), context)
      if (lines.length === 0) return false
      const adjust = () =>
        hostLevels.change(sqlOf(context), toLevelChanges(lines, received.location_id))
      const { is_new: isNew } = await ledger.postReceivedReturn(
        {
          order_id: received.order_id,
          return_id: received.id,
          order_change_id: missed.id,
          stock_location_id: received.location_id,
          lines,
          level_already_raised: isRaised,
        },
        isRaised ? hostLevels : { ...hostLevels, adjust },
        context
      )
      return isNew
    })
  )
}

interface CanceledFulfillment {
  id: string
  location_id: string
  items: { inventory_item_id: string | null }[]
}

/** Posts a cancellation that the host finished without us; it raised the level then. */
const postMissedCancellation = async (
  container: MedusaContainer,
  missed: Unposted
): Promise<boolean> => {
  const [fulfillment] = await readGraph<CanceledFulfillment>(container, {
    entity: "fulfillment",
    fields: ["id", "location_id", "items.inventory_item_id"],
    filters: { id: missed.id },
  })
  if (!fulfillment) return false
  const itemIds = fulfillment.items.flatMap((item) => item.inventory_item_id ?? [])
  const posted = await withItemLocks(container, itemIds, () =>
    ledgerOf(container).cancelFulfillment(
      {
        fulfillment_id: fulfillment.id,
        stock_location_id: fulfillment.location_id,
        inventory_item_ids: itemIds,
        level_already_raised: true,
      },
      hostLevels
    )
  )
  return posted?.is_new ?? false
}

/** Takes an order away whose invoice was not posted with it; when the draft is posted, it gets another. */
const removeOrphanedSale = async (
  container: MedusaContainer,
  { id }: Unposted
): Promise<boolean> => {
  await container.resolve(Modules.ORDER).deleteOrders([id])
  return true
}

/** Posts what the host finished without us, and removes what it began for us; tells whether it did. The rest stays an exception. */
export const catchUpWith = async (
  container: MedusaContainer,
  missed: Unposted
): Promise<boolean> => {
  switch (missed.kind) {
    case "fulfillment":
      return await postMissedFulfillment(container, missed)
    case "return":
      return await postMissedReturn(container, missed)
    case "cancellation":
      return await postMissedCancellation(container, missed)
    case "orphaned_sale":
      return await removeOrphanedSale(container, missed)
    default:
      return false
  }
}
