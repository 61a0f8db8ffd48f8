import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { deleteDeliveryDraftStep } from "../steps/delete-delivery-draft"

export const deleteDeliveryDraftWorkflowId = "consignment-delete-delivery-draft"

/** Deletes a pick list. */
export const deleteDeliveryDraftWorkflow = createWorkflow(
  deleteDeliveryDraftWorkflowId,
  (input: WorkflowData<{ id: string }>) => {
    const deleted = deleteDeliveryDraftStep(input)
    return new WorkflowResponse(deleted)
  }
)
