import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  deleteContractorPriceStep,
  type DeleteContractorPriceInput,
} from "../steps/delete-contractor-price"

export const deleteContractorPriceWorkflowId = "consignment-delete-contractor-price"

/** Takes a price off a supplier's list; what was sold keeps its cost. */
export const deleteContractorPriceWorkflow = createWorkflow(
  deleteContractorPriceWorkflowId,
  (command: WorkflowData<DeleteContractorPriceInput>) =>
    new WorkflowResponse(deleteContractorPriceStep(command))
)
