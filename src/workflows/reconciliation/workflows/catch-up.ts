import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { catchUpStep, type CatchUp } from "../steps/catch-up"

export const catchUpWorkflowId = "consignment-catch-up"

/**
 * Finishes what a crash left undone, or what happened while this plugin was away: facts of the host that have no
 * document of ours, and own stock that came where shipments waited for a receipt.
 */
export const catchUpWorkflow = createWorkflow(
  catchUpWorkflowId,
  (input: WorkflowData<CatchUp>) => new WorkflowResponse(catchUpStep(input))
)
