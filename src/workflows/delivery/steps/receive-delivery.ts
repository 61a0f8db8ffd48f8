import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { RecordArrival } from "../../../modules/consignment/ledger/documents/record-arrival"
import { ledgerOf } from "../../host/post-document"

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
