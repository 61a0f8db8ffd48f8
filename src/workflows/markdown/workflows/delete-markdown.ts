import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { applyMarkdownsStep } from "../steps/apply-markdowns"
import { removeMarkdownStep } from "../steps/remove-markdown"

export const deleteMarkdownWorkflowId = "consignment-delete-markdown"

/** Deletes a markdown schedule; prices are as they were before it. */
export const deleteMarkdownWorkflow = createWorkflow(
  deleteMarkdownWorkflowId,
  (id: WorkflowData<string>) => {
    removeMarkdownStep(id)
    applyMarkdownsStep()
    return new WorkflowResponse(id)
  }
)
