import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postGoodsReceipt,
  type PostGoodsReceipt,
} from "../../modules/consignment/ledger/documents/post-goods-receipt"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { withExpectedPrices } from "../host/prices/expected-prices"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostGoodsReceiptInput = NamingItems<PostGoodsReceipt>

export const postGoodsReceiptStepId = "consignment-post-goods-receipt"

/** Posts a goods receipt. */
export const postGoodsReceiptStep = createPostingStep<PostGoodsReceiptInput>(
  postGoodsReceiptStepId,
  "goods_receipt",
  postGoodsReceipt,
  withExpectedPrices
)

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
