import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../../host/post-document"

export const deleteDeliveryDraftStepId = "consignment-delete-delivery-draft"

/** Deletes a pick list. It comes last in its flow. */
export const deleteDeliveryDraftStep = createStep(
  deleteDeliveryDraftStepId,
  async ({ id }: { id: string }, { container }) => {
    await ledgerOf(container).deleteDeliveryDraft(id)
    return new StepResponse({ id })
  }
)
