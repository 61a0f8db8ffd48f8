import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import type { PostGoodsIssueReturn } from "../../../modules/consignment/ledger/documents/post-goods-issue-return"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { checkReferencesStep, toReferences } from "../../references/check-references"
import { postInternalIssueReturnStep } from "../steps/post-internal-issue-return"

export const postInternalIssueReturnWorkflowId = "consignment-post-internal-issue-return"

/** Takes goods back that had left for our own use, by the same rules as sold ones. */
export const postInternalIssueReturnWorkflow = createWorkflow(
  postInternalIssueReturnWorkflowId,
  (command: WorkflowData<PostGoodsIssueReturn>) => {
    checkReferencesStep(
      transform(command, ({ stock_location_id: id }) =>
        toReferences("stock_location", { stock_location_id: id })
      )
    )
    const posted = postInternalIssueReturnStep(command)
    announcePosted(ConsignmentEvents.INTERNAL_ISSUE_RETURN_POSTED, posted)
    const internalIssueReturnPosted = createHookOnce("internalIssueReturnPosted", posted, {
      internal_issue_return: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [internalIssueReturnPosted] })
  }
)
