import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postTakeBack,
  type PostTakeBack,
} from "../../modules/consignment/ledger/documents/post-take-back"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"
import { checkReferencesStep, toReferences } from "../references/check-references"

export type PostTakeBackInput = NamingItems<PostTakeBack>

export const postTakeBackStepId = "consignment-post-take-back"

/** Posts a take-back. */
export const postTakeBackStep = createPostingStep<PostTakeBackInput>(
  postTakeBackStepId,
  "take_back",
  postTakeBack
)

export const postTakeBackWorkflowId = "consignment-post-take-back"

/** Brings unsold goods home from a customer. */
export const postTakeBackWorkflow = createWorkflow(
  postTakeBackWorkflowId,
  (input: WorkflowData<PostTakeBackInput>) => {
    checkReferencesStep(
      transform(input, ({ to_stock_location_id: id }) =>
        toReferences("stock_location", { to_stock_location_id: id })
      )
    )
    const posted = postTakeBackStep(input)
    announcePosted(ConsignmentEvents.TAKE_BACK_POSTED, posted)
    const takeBackPosted = createHookOnce("takeBackPosted", posted, { take_back: posted.document })
    return new WorkflowResponse(posted, { hooks: [takeBackPosted] })
  }
)
