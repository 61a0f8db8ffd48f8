import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  planCountedTakeBackStep,
  type PlanCountedTakeBackInput,
} from "../steps/plan-counted-take-back"

export const planCountedTakeBackWorkflowId = "consignment-plan-counted-take-back"

/** Compares what was counted at a customer with what should lie there. */
export const planCountedTakeBackWorkflow = createWorkflow(
  planCountedTakeBackWorkflowId,
  (input: WorkflowData<PlanCountedTakeBackInput>) =>
    new WorkflowResponse(planCountedTakeBackStep(input))
)
