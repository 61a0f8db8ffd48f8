import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { applyMarkdownsStep } from "../steps/apply-markdowns"
import { createMarkdownStep, type CreateMarkdownInput } from "../steps/create-markdown"

export const createMarkdownWorkflowId = "consignment-create-markdown"

/** Keeps a markdown schedule, and marks down at once what has been in stock long enough. */
export const createMarkdownWorkflow = createWorkflow(
  createMarkdownWorkflowId,
  (command: WorkflowData<CreateMarkdownInput>) => {
    const markdown = createMarkdownStep(command)
    applyMarkdownsStep()
    return new WorkflowResponse(markdown)
  }
)
