import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postGoodsIssue,
  type PostGoodsIssue,
} from "../../modules/consignment/ledger/documents/post-goods-issue"
import { createHookOnce } from "../create-hook-once"
import { toGoodsIssueReferences } from "./issue-references"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"
import { checkReferencesStep } from "../references/check-references"

export type PostGoodsIssueInput = NamingItems<PostGoodsIssue>

export const postGoodsIssueStepId = "consignment-post-goods-issue"

/** Posts a goods issue. */
export const postGoodsIssueStep = createPostingStep<PostGoodsIssueInput>(
  postGoodsIssueStepId,
  "goods_issue",
  postGoodsIssue
)

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
