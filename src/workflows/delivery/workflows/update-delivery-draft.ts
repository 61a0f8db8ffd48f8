import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { checkReferencesStep } from "../../references/check-references"
import { toDeliveryReferences } from "../references"
import {
  updateDeliveryDraftStep,
  type UpdateDeliveryDraftInput,
} from "../steps/update-delivery-draft"

export const updateDeliveryDraftWorkflowId = "consignment-update-delivery-draft"

/** Changes a pick list to what was picked. */
export const updateDeliveryDraftWorkflow = createWorkflow(
  updateDeliveryDraftWorkflowId,
  (input: WorkflowData<UpdateDeliveryDraftInput>) => {
    checkReferencesStep(transform(input, toDeliveryReferences))
    const delivery = updateDeliveryDraftStep(input)
    return new WorkflowResponse(delivery)
  }
)
