import { postWithinAdjustStep } from "../host/steps/adjust-step"
import { reserveWhereCanceledPiecesLie } from "../host/steps/reservation-step"
import { ledgerOf } from "../posting/post-document"
import type { LevelChange } from "../../modules/consignment/domain/posting"
import { correctResult, resultOf, type StepArguments } from "../host/steps/steps"
import {
  toReservationsBefore,
  type FulfilledItem,
} from "../host/catch-up/unfinished/reservations-before"

const workflowId = "cancel-order-fulfillment"

const fulfillmentIdOf = (args: StepArguments): string =>
  (args.payload as { fulfillment_id: string }).fulfillment_id

interface CanceledOrder {
  fulfillments?: { id: string; items: FulfilledItem[] }[]
  items: {
    id: string
    variant?: {
      manage_inventory?: boolean
      allow_backorder?: boolean
      inventory_items?:
        { required_quantity: number | string; inventory: { id: string } | null }[] | null
      /** Present recipe of the variant. */
      present_inventory_item_ids?: string[]
    } | null
  }[]
}

/** The host reckons what goes back by the present recipe of a variant; what has left did so by that of its time. */
correctResult<{ data: CanceledOrder }>(workflowId, "get-order", async (result, args) => {
  const recipe = await ledgerOf(args.container).readFulfilledRecipe(fulfillmentIdOf(args))
  const partsOf = (lineItemId: string) =>
    recipe
      .filter((part) => part.line_item_id === lineItemId)
      .map((part) => ({
        required_quantity: part.required_quantity,
        inventory: { id: part.inventory_item_id },
      }))
  const items = result.data.items.map((item) => {
    const parts = partsOf(item.id)
    if (parts.length === 0) return item
    const present = (item.variant?.inventory_items ?? []).flatMap(
      ({ inventory }) => inventory?.id ?? []
    )
    return {
      ...item,
      variant: {
        ...item.variant,
        manage_inventory: true,
        inventory_items: parts,
        present_inventory_item_ids: present,
      },
    }
  })
  return { ...result, data: { ...result.data, items } }
})

/** An item that has left its variant since is put back and reserved for nothing. */
const isPart = (args: StepArguments, lineItemId: string | null, itemId: string): boolean => {
  const order = resultOf<{ data: CanceledOrder }>(args, "get-order")?.data
  const variant = order?.items.find(({ id }) => id === lineItemId)?.variant
  return variant?.present_inventory_item_ids?.includes(itemId) ?? true
}

/** The items of the fulfilment that the host puts back and reserves for the order again. */
const reservedAgain = (args: StepArguments, changes: LevelChange[]): FulfilledItem[] => {
  const order = resultOf<{ data: CanceledOrder }>(args, "get-order")?.data
  const fulfillment = order?.fulfillments?.find(({ id }) => id === fulfillmentIdOf(args))
  const restocked = new Set(changes.map((change) => change.inventoryItemId))
  return (fulfillment?.items ?? []).filter(
    ({ line_item_id: lineItemId, inventory_item_id: itemId }) =>
      itemId !== null && restocked.has(itemId) && isPart(args, lineItemId, itemId)
  )
}

/** A cancelled fulfilment reverses its goods issue: open pieces go back to their lots, settled ones become own. */
postWithinAdjustStep(workflowId, {
  onInvoke: async ({ ledger, args, changes, host, context }) => {
    const [first] = changes
    if (!first) return null
    return await ledger.cancelFulfillment(
      {
        fulfillment_id: fulfillmentIdOf(args),
        stock_location_id: first.stockLocationId,
        created_by: (args.payload as { canceled_by?: string }).canceled_by ?? null,
        inventory_item_ids: changes.map((change) => change.inventoryItemId),
        reservations: toReservationsBefore(args, reservedAgain(args, changes), "+"),
      },
      host,
      context
    )
  },
  onCompensate: async ({ ledger, args, host, context }) => {
    return await ledger.undoTechnically(
      `fulfillment-canceled:${fulfillmentIdOf(args)}`,
      host,
      context
    )
  },
})

/** Settled pieces of a dedicated warehouse move to its own location; the order's reservation goes with them. */
reserveWhereCanceledPiecesLie(workflowId, {
  fulfillmentIdOf,
  isPart: (args, { line_item_id: lineItemId, inventory_item_id: itemId }) =>
    isPart(args, lineItemId, itemId),
})
