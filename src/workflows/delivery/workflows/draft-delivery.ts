import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { ConsignmentEvents } from "../../events"
import { checkReferencesStep } from "../../references/check-references"
import { toDeliveryReferences } from "../references"
import { draftDeliveryStep } from "../steps/draft-delivery"
import { takeOverOrderStep, type TakingOverOrder } from "../steps/take-over-order"

export const draftDeliveryWorkflowId = "consignment-draft-delivery"

/** A repeated call announces nothing. */
const toDraftedEvents = (drafted: { is_new: boolean; delivery: { id: string } }) =>
  drafted.is_new ? [{ id: drafted.delivery.id }] : []

/** Writes a pick list: a delivery that moves nothing until it is posted. */
export const draftDeliveryWorkflow = createWorkflow(
  draftDeliveryWorkflowId,
  (input: WorkflowData<TakingOverOrder>) => {
    checkReferencesStep(transform(input, toDeliveryReferences))
    const drafted = draftDeliveryStep(takeOverOrderStep(input))
    emitEventStep({
      eventName: ConsignmentEvents.DELIVERY_DRAFTED,
      data: transform(drafted, toDraftedEvents),
    })
    const deliveryDrafted = createHookOnce("deliveryDrafted", drafted, {
      delivery: drafted.delivery,
    })
    return new WorkflowResponse(drafted, { hooks: [deliveryDrafted] })
  }
)
