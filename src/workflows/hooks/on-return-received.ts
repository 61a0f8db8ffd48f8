import { postWithinAdjustStep } from "../host/adjust-step"
import type { HostQuantity } from "../host/quantities"
import { toReceivedBack, type ReceivedAction, type ReturnedVariant } from "../host/received-back"
import { resultOf, type StepArguments } from "../host/steps"

interface OrderChange {
  id: string
  actions: {
    action: string
    details?: { reference_id?: string; quantity?: HostQuantity } | null
  }[]
}

interface OrderReturn {
  id: string
  order_id: string
  items?: {
    item_id: string
    item?: { variant_id?: string | null; variant?: ReturnedVariant | null } | null
  }[]
}

const returnOf = (args: StepArguments): OrderReturn | undefined =>
  resultOf<OrderReturn>(args, "use-remote-query")

const changeOf = (args: StepArguments): OrderChange | undefined =>
  resultOf<OrderChange>(args, "order-change-query")

/** A return is received in parts, each with an order change of its own. */
const sourceKeyOf = (orderReturn: OrderReturn, change: OrderChange): string =>
  `return:${orderReturn.id}:${change.id}`

/** What the host takes back and restocks goes to its lots while the sale is open; damaged pieces it does not restock. */
postWithinAdjustStep("confirm-return-receive", {
  onInvoke: async ({ ledger, args, changes, host, context }) => {
    const orderReturn = returnOf(args)
    const change = changeOf(args)
    const [first] = changes
    if (!orderReturn || !change || !first) throw new Error("The host names no return.")
    return await ledger.postReceivedReturn(
      {
        order_id: orderReturn.order_id,
        return_id: orderReturn.id,
        created_by: (args.payload as { confirmed_by?: string }).confirmed_by ?? null,
        order_change_id: change.id,
        stock_location_id: first.stockLocationId,
        lines: toReceivedBack(changes, toReceivedActions(orderReturn, change)),
      },
      host,
      context
    )
  },
  onCompensate: async ({ ledger, args, host, context }) => {
    const orderReturn = returnOf(args)
    const change = changeOf(args)
    if (!orderReturn || !change) return null
    return await ledger.undoTechnically(sourceKeyOf(orderReturn, change), host, context)
  },
})

const toReceivedActions = (orderReturn: OrderReturn, change: OrderChange): ReceivedAction[] =>
  change.actions.flatMap(({ action, details }) => {
    if (action !== "RECEIVE_RETURN_ITEM" || !details?.reference_id) return []
    const returned = orderReturn.items?.find((item) => item.item_id === details.reference_id)
    return {
      lineItemId: details.reference_id,
      variantId: returned?.item?.variant_id ?? null,
      quantity: details.quantity ?? 0,
      variant: returned?.item?.variant ?? null,
    }
  })
