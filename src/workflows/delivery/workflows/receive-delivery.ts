import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { RecordArrival } from "../../../modules/consignment/ledger/documents/record-arrival"
import { ConsignmentEvents } from "../../events"
import { receiveDeliveryStep } from "../steps/receive-delivery"

export const receiveDeliveryWorkflowId = "consignment-receive-delivery"

/** Keeps what the customer says has arrived; the ledger goes on with what was delivered. */
export const receiveDeliveryWorkflow = createWorkflow(
  receiveDeliveryWorkflowId,
  (command: WorkflowData<RecordArrival>) => {
    const delivery = receiveDeliveryStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.DELIVERY_RECEIVED,
      data: { id: command.delivery_id },
    })
    const deliveryReceived = createHook("deliveryReceived", { delivery })
    return new WorkflowResponse(delivery, { hooks: [deliveryReceived] })
  }
)
