import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../posting/post-document"

export const deleteDeliveryDraftStepId = "consignment-delete-delivery-draft"

/** Deletes a pick list. It comes last in its flow. */
export const deleteDeliveryDraftStep = createStep(
  deleteDeliveryDraftStepId,
  async ({ id }: { id: string }, { container }) => {
    await ledgerOf(container).deleteDeliveryDraft(id)
    return new StepResponse({ id })
  }
)

export const deleteDeliveryDraftWorkflowId = "consignment-delete-delivery-draft"

/** Deletes a pick list. */
export const deleteDeliveryDraftWorkflow = createWorkflow(
  deleteDeliveryDraftWorkflowId,
  (input: WorkflowData<{ id: string }>) => {
    const deleted = deleteDeliveryDraftStep(input)
    return new WorkflowResponse(deleted)
  }
)
