import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { RecordArrival } from "../../modules/consignment/ledger/documents/record-arrival"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { ledgerOf } from "../posting/post-document"

export const rehearseArrivalStepId = "consignment-rehearse-arrival"

/** Tells what the delivery will say, before the customer's word is kept. */
export const rehearseArrivalStep = createStep(
  rehearseArrivalStepId,
  async (command: RecordArrival, { container }) =>
    new StepResponse(await ledgerOf(container).rehearseArrival(command))
)

export const receiveDeliveryStepId = "consignment-receive-delivery"

/** Keeps what the customer says has arrived. It comes last in its flow: the customer's word is corrected, not undone. */
export const receiveDeliveryStep = createStep(
  receiveDeliveryStepId,
  async (command: RecordArrival, { container }) =>
    new StepResponse(await ledgerOf(container).recordArrival(command))
)

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
