import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postRevaluation,
  type PostRevaluation,
} from "../../modules/consignment/ledger/documents/post-revaluation"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostRevaluationInput = NamingItems<PostRevaluation>

export const postRevaluationStepId = "consignment-post-revaluation"

/** Posts a revaluation. */
export const postRevaluationStep = createPostingStep<PostRevaluationInput>(
  postRevaluationStepId,
  "revaluation",
  postRevaluation
)

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
