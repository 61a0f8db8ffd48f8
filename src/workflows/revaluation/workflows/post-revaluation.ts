import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { postRevaluationStep, type PostRevaluationInput } from "../steps/post-revaluation"

export const postRevaluationWorkflowId = "consignment-post-revaluation"

/** Gives what remains of lots a new cost, from now on. */
export const postRevaluationWorkflow = createWorkflow(
  postRevaluationWorkflowId,
  (input: WorkflowData<PostRevaluationInput>) => {
    const posted = postRevaluationStep(input)
    announcePosted(ConsignmentEvents.REVALUATION_POSTED, posted)
    const revaluationPosted = createHookOnce("revaluationPosted", posted, {
      revaluation: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [revaluationPosted] })
  }
)
