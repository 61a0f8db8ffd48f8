import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { catchUpStep } from "../steps/catch-up"

export const catchUpWorkflowId = "consignment-catch-up"

/** Finishes what a crash left undone: facts of the host that have no document of ours. */
export const catchUpWorkflow = createWorkflow(
  catchUpWorkflowId,
  () => new WorkflowResponse(catchUpStep({}))
)
