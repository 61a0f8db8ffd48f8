import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { createHookOnce } from "../create-hook-once"
import { toDeliveryReferences } from "./delivery-references"
import type { PostDeliveryInput } from "./take-over-order"
import { takeOverOrderStep, type TakingOverOrder } from "./take-over-order"
import { ConsignmentEvents } from "../events"
import { ledgerOf, withItems } from "../posting/post-document"
import { checkReferencesStep } from "../references/check-references"

export const draftDeliveryStepId = "consignment-draft-delivery"

/** Writes a pick list; undone by deleting it. */
export const draftDeliveryStep = createStep(
  draftDeliveryStepId,
  async (input: PostDeliveryInput, { container }) => {
    const lines = await withItems(container, input.lines)
    const drafted = await ledgerOf(container).draftDelivery({ ...input, lines })
    return new StepResponse(drafted, drafted.is_new ? drafted.delivery.id : null)
  },
  async (id, { container }) => {
    if (id) await ledgerOf(container).deleteDeliveryDraft(id)
  }
)

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
