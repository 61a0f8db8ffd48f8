import { beforeStep, type StepArguments } from "../host/steps/steps"
import { canBeRepeated } from "../host/catch-up/unfinished/finish-cancellation"
import { finishFlows } from "../host/catch-up/unfinished/finish-flows"
import type { UnfinishedFlow } from "../host/catch-up/unfinished/find-unfinished"

interface OrderInput {
  order_id?: string
  fulfillment_id?: string
}

/** Whatever changes an order begins by ending what a crash has left of its fulfilments, cancellations and returns. */
const finishBefore = (
  workflowId: string,
  isFinishedByFlow: (flow: UnfinishedFlow, input: OrderInput) => boolean = () => false
): void =>
  beforeStep(workflowId, "get-order", async ({ container, payload }: StepArguments) => {
    const input = payload as OrderInput
    if (input.order_id === undefined) return
    await finishFlows(container, { order_id: input.order_id }, (flow) =>
      isFinishedByFlow(flow, input)
    )
  })

finishBefore("create-order-fulfillment")
finishBefore("create-order-shipment")
finishBefore("cancel-order")
finishBefore(
  "cancel-order-fulfillment",
  (flow, input) => flow.host_id === input.fulfillment_id && canBeRepeated(flow)
)

/** A return that was put on the shelf and not confirmed is finished by being received once more. */
beforeStep(
  "confirm-return-receive",
  "use-remote-query",
  async ({ container, payload }: StepArguments) => {
    const { return_id: returnId } = payload as { return_id: string }
    await finishFlows(
      container,
      { return_id: returnId },
      (flow) => flow.return_id === returnId && !flow.is_confirmed
    )
  }
)
