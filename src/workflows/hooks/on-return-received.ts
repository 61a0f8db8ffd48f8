import { sqlOf } from "../../modules/consignment/database/sql"
import type { LevelChange } from "../../modules/consignment/domain/posting"
import { exact } from "../../modules/consignment/domain/quantity"
import type { PostedQuantity } from "../../modules/consignment/ledger/documents/order-parts"
import { postWithinAdjustStep } from "../host/steps/adjust-step"
import { createMissingLevels } from "../host/inventory/levels"
import type { HostQuantity } from "../host/inventory/quantities"
import { ledgerOf } from "../posting/post-document"
import {
  toLevelChanges,
  toParts,
  toReceivedBack,
  toReturnOf,
  type ReceivedAction,
  type ReturnedVariant,
} from "../host/catch-up/received-back"
import { readReturnMetadata, withFittingSerials } from "../host/steps/serial-numbers"
import { beforeStep, resultOf, type StepArguments } from "../host/steps/steps"

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

/** The host confirms the return beside the step that puts its goods on the shelf. */
beforeStep("confirm-return-receive", "validate-confirm-return-receive", async (args) => {
  const orderReturn = returnOf(args)
  const change = changeOf(args)
  if (!orderReturn || !change || toParts(toReceivedActions(orderReturn, change)).length === 0)
    return
  await ledgerOf(args.container).noteReceiving({
    order_id: orderReturn.order_id,
    return_id: orderReturn.id,
    order_change_id: change.id,
  })
})

/** Units that the host restocks go to their lots while the sale is open; damaged units are not restocked. */
postWithinAdjustStep("confirm-return-receive", {
  alsoAdjusts: async (ledger, args) => {
    const orderReturn = returnOf(args)
    return orderReturn ? await ledger.listIssuedItems(orderReturn.order_id) : []
  },
  onInvoke: async ({ ledger, args, changes, adjustInstead, host, context }) => {
    const orderReturn = returnOf(args)
    const change = changeOf(args)
    const [first] = changes
    if (!orderReturn || !change || !first) throw new Error("The host names no return.")
    const { stockLocationId } = first
    const actions = toReceivedActions(orderReturn, change)
    const returned = await ledger.readReturnedParts(
      toReturnOf(orderReturn.order_id, actions),
      context
    )
    const lines = toReceivedBack(changes, actions, returned)
    const levels = toLevelChanges(lines, stockLocationId)
    await createMissingLevels(sqlOf(context), levels)
    adjustInstead(levels)
    if (lines.length === 0) {
      // Nothing goes on the shelf, so nothing is missing there if the flow dies.
      await ledger.forgetFlows([sourceKeyOf(orderReturn, change)], context)
      return null
    }
    return await ledger.postReceivedReturn(
      {
        order_id: orderReturn.order_id,
        return_id: orderReturn.id,
        created_by: (args.payload as { confirmed_by?: string }).confirmed_by ?? null,
        order_change_id: change.id,
        stock_location_id: stockLocationId,
        lines: withFittingSerials(lines, await readReturnMetadata(orderReturn.id, context)),
      },
      host,
      context
    )
  },
  onCompensate: async ({ ledger, args, adjustInstead, host, context }) => {
    const orderReturn = returnOf(args)
    const change = changeOf(args)
    if (!orderReturn || !change) return null
    const sourceKey = sourceKeyOf(orderReturn, change)
    const posted = await ledger.readPostedQuantities(sourceKey, context)
    adjustInstead(posted.map(toUndone))
    return await ledger.undoTechnically(sourceKey, host, context)
  },
})

const toUndone = (posted: PostedQuantity): LevelChange => ({
  stockLocationId: posted.stock_location_id,
  inventoryItemId: posted.inventory_item_id,
  quantity: exact(posted.quantity).negated(),
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
