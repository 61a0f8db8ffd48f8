import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postInternalIssueReturn,
  type PostGoodsIssueReturn,
} from "../../modules/consignment/ledger/documents/post-goods-issue-return"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { createReturnStep, postReturn } from "./return-step"

export const postInternalIssueReturnStepId = "consignment-post-internal-issue-return"

/** Posts a return to an internal issue. */
export const postInternalIssueReturnStep = createReturnStep(
  postInternalIssueReturnStepId,
  "internal_issue",
  postInternalIssueReturn
)

export const postInternalIssueReturnWorkflowId = "consignment-post-internal-issue-return"

/** Takes goods back that had left for our own use, by the same rules as sold ones. */
export const postInternalIssueReturnWorkflow = createWorkflow(
  postInternalIssueReturnWorkflowId,
  (command: WorkflowData<PostGoodsIssueReturn>) => {
    const posted = postReturn(
      postInternalIssueReturnStep,
      ConsignmentEvents.INTERNAL_ISSUE_RETURN_POSTED,
      command
    )
    const internalIssueReturnPosted = createHookOnce("internalIssueReturnPosted", posted, {
      internal_issue_return: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [internalIssueReturnPosted] })
  }
)
