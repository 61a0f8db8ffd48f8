import { exact, toText } from "../../modules/consignment/domain/quantity"
import { postWithinAdjustStep, resultOf, type StepArguments } from "../host/adjust-step"
import { hostLevels } from "../host/levels"

interface OrderChange {
  id: string
  actions: { action: string; details?: { reference_id?: string } | null }[]
}

interface OrderReturn {
  id: string
  order_id: string
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
  onInvoke: async (ledger, args, adjustments, context) => {
    const orderReturn = returnOf(args)
    const change = changeOf(args)
    const [first] = adjustments
    if (!orderReturn || !change || !first) return
    await ledger.postReceivedReturn(
      {
        order_id: orderReturn.order_id,
        return_id: orderReturn.id,
        order_change_id: change.id,
        stock_location_id: first.locationId,
        line_item_ids: change.actions.flatMap((action) => action.details?.reference_id ?? []),
        lines: adjustments.map((adjustment) => ({
          inventory_item_id: adjustment.inventoryItemId,
          sku: null,
          quantity: toText(exact(adjustment.adjustment.toString())),
        })),
      },
      hostLevels,
      context
    )
  },
  onCompensate: async (ledger, args, _, context) => {
    const orderReturn = returnOf(args)
    const change = changeOf(args)
    if (orderReturn && change) {
      await ledger.undoTechnically(sourceKeyOf(orderReturn, change), hostLevels, context)
    }
  },
})
