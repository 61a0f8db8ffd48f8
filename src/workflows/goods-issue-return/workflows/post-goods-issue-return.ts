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
import { postGoodsIssueReturnStep } from "../steps/post-goods-issue-return"

export const postGoodsIssueReturnWorkflowId = "consignment-post-goods-issue-return"

/** Takes sold goods back: to their lots while the sale is open, to our own stock after the close. */
export const postGoodsIssueReturnWorkflow = createWorkflow(
  postGoodsIssueReturnWorkflowId,
  (command: WorkflowData<PostGoodsIssueReturn>) => {
    checkReferencesStep(
      transform(command, ({ stock_location_id: id }) =>
        toReferences("stock_location", { stock_location_id: id })
      )
    )
    const posted = postGoodsIssueReturnStep(command)
    announcePosted(ConsignmentEvents.GOODS_ISSUE_RETURN_POSTED, posted)
    const goodsIssueReturnPosted = createHookOnce("goodsIssueReturnPosted", posted, {
      goods_issue_return: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [goodsIssueReturnPosted] })
  }
)
