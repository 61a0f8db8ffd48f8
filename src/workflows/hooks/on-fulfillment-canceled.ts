import { postWithinAdjustStep, type StepArguments } from "../host/adjust-step"
import { hostLevels } from "../host/levels"

const fulfillmentIdOf = (args: StepArguments): string =>
  (args.payload as { fulfillment_id: string }).fulfillment_id

/** A cancelled fulfilment reverses its goods issue: open pieces go back to their lots, settled ones become own. */
postWithinAdjustStep("cancel-order-fulfillment", {
  onInvoke: async (ledger, args, [first], context) => {
    if (!first) return
    await ledger.cancelFulfillment(
      { fulfillment_id: fulfillmentIdOf(args), stock_location_id: first.locationId },
      hostLevels,
      context
    )
  },
  onCompensate: async (ledger, args, _, context) => {
    await ledger.undoTechnically(
      `fulfillment-canceled:${fulfillmentIdOf(args)}`,
      hostLevels,
      context
    )
  },
})
