import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { postGoodsReceiptStep, type PostGoodsReceiptInput } from "../steps/post-goods-receipt"

export const postGoodsReceiptWorkflowId = "consignment-post-goods-receipt"

/** Receives a contractor's goods into a consignment warehouse. */
export const postGoodsReceiptWorkflow = createWorkflow(
  postGoodsReceiptWorkflowId,
  (input: WorkflowData<PostGoodsReceiptInput>) => {
    const posted = postGoodsReceiptStep(input)
    announcePosted(ConsignmentEvents.GOODS_RECEIPT_POSTED, posted)
    const goodsReceiptPosted = createHookOnce("goodsReceiptPosted", posted, {
      goods_receipt: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [goodsReceiptPosted] })
  }
)
