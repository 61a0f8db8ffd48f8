import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { applyMarkdownsStep } from "../steps/apply-markdowns"

export const markDownWorkflowId = "consignment-mark-down"

/** Makes prices what the markdown schedules say today. */
export const markDownWorkflow = createWorkflow(markDownWorkflowId, () => {
  return new WorkflowResponse(applyMarkdownsStep())
})
