import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { RecordArrival } from "../../../modules/consignment/ledger/documents/record-arrival"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { receiveDeliveryStep, rehearseArrivalStep } from "../steps/receive-delivery"

export const receiveDeliveryWorkflowId = "consignment-receive-delivery"

/** Keeps what the customer says has arrived; the ledger goes on with what was delivered. The hook runs before. */
export const receiveDeliveryWorkflow = createWorkflow(
  receiveDeliveryWorkflowId,
  (command: WorkflowData<RecordArrival>) => {
    const rehearsed = rehearseArrivalStep(command)
    const deliveryReceived = createHookOnce("deliveryReceived", rehearsed, {
      delivery: rehearsed.delivery,
    })
    const delivery = receiveDeliveryStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.DELIVERY_RECEIVED,
      data: transform(rehearsed, ({ is_new: isNew, delivery: { id } }) => (isNew ? [{ id }] : [])),
    })
    return new WorkflowResponse(delivery, { hooks: [deliveryReceived] })
  }
)
