import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { checkReferencesStep } from "../../references/check-references"
import { toGoodsIssueReferences } from "../../goods-issue/references"
import { postInternalIssueStep, type PostInternalIssueInput } from "../steps/post-internal-issue"

export const postInternalIssueWorkflowId = "consignment-post-internal-issue"

/** Issues goods for our own use: samples, scrap, the shop itself. */
export const postInternalIssueWorkflow = createWorkflow(
  postInternalIssueWorkflowId,
  (input: WorkflowData<PostInternalIssueInput>) => {
    checkReferencesStep(transform(input, toGoodsIssueReferences))
    const posted = postInternalIssueStep(input)
    announcePosted(ConsignmentEvents.INTERNAL_ISSUE_POSTED, posted)
    const internalIssuePosted = createHookOnce("internalIssuePosted", posted, {
      internal_issue: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [internalIssuePosted] })
  }
)
