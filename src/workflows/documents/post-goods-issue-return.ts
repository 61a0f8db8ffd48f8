import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postGoodsIssueReturn,
  type PostGoodsIssueReturn,
} from "../../modules/consignment/ledger/documents/post-goods-issue-return"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { createReturnStep, postReturn } from "./return-step"

export const postGoodsIssueReturnStepId = "consignment-post-goods-issue-return"

/** Posts a return to a goods issue. */
export const postGoodsIssueReturnStep = createReturnStep(
  postGoodsIssueReturnStepId,
  "goods_issue",
  postGoodsIssueReturn
)

export const postGoodsIssueReturnWorkflowId = "consignment-post-goods-issue-return"

/** Takes sold goods back: to their lots while the sale is open, to our own stock after the close. */
export const postGoodsIssueReturnWorkflow = createWorkflow(
  postGoodsIssueReturnWorkflowId,
  (command: WorkflowData<PostGoodsIssueReturn>) => {
    const posted = postReturn(
      postGoodsIssueReturnStep,
      ConsignmentEvents.GOODS_ISSUE_RETURN_POSTED,
      command
    )
    const goodsIssueReturnPosted = createHookOnce("goodsIssueReturnPosted", posted, {
      goods_issue_return: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [goodsIssueReturnPosted] })
  }
)
