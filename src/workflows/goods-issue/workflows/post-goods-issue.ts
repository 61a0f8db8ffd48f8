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
import { toGoodsIssueReferences } from "../references"
import { postGoodsIssueStep, type PostGoodsIssueInput } from "../steps/post-goods-issue"

export const postGoodsIssueWorkflowId = "consignment-post-goods-issue"

/** Issues goods to a customer outside the host's orders: till, marketplace, import. */
export const postGoodsIssueWorkflow = createWorkflow(
  postGoodsIssueWorkflowId,
  (input: WorkflowData<PostGoodsIssueInput>) => {
    checkReferencesStep(transform(input, toGoodsIssueReferences))
    const posted = postGoodsIssueStep(input)
    announcePosted(ConsignmentEvents.GOODS_ISSUE_POSTED, posted)
    const goodsIssuePosted = createHookOnce("goodsIssuePosted", posted, {
      goods_issue: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [goodsIssuePosted] })
  }
)
