import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { checkReferencesStep, toReferences } from "../../references/check-references"
import { postTakeBackStep, type PostTakeBackInput } from "../steps/post-take-back"

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
