import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { UpdateMarkdown } from "../../../modules/consignment/markdowns/markdowns"
import { applyMarkdownsStep } from "../steps/apply-markdowns"
import { updateMarkdownStep } from "../steps/update-markdown"

export const updateMarkdownWorkflowId = "consignment-update-markdown"

/** Changes, stops or resumes a markdown schedule, and its prices at once. */
export const updateMarkdownWorkflow = createWorkflow(
  updateMarkdownWorkflowId,
  (change: WorkflowData<UpdateMarkdown>) => {
    const markdown = updateMarkdownStep(change)
    applyMarkdownsStep()
    return new WorkflowResponse(markdown)
  }
)
