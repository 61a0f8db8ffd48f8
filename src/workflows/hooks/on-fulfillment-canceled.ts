import { postWithinAdjustStep } from "../host/adjust-step"
import { reserveWhereCanceledPiecesLie } from "../host/reservation-step"
import type { StepArguments } from "../host/steps"

const workflowId = "cancel-order-fulfillment"

const fulfillmentIdOf = (args: StepArguments): string =>
  (args.payload as { fulfillment_id: string }).fulfillment_id

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
reserveWhereCanceledPiecesLie(workflowId, fulfillmentIdOf)
