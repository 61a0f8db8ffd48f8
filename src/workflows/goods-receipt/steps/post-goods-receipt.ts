import type { PostGoodsReceipt } from "../../../modules/consignment/ledger/documents/post-goods-receipt"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostGoodsReceiptInput = NamingItems<PostGoodsReceipt>

export const postGoodsReceiptStepId = "consignment-post-goods-receipt"

/** Posts a goods receipt. */
export const postGoodsReceiptStep = createPostingStep<PostGoodsReceiptInput>(
  postGoodsReceiptStepId,
  (ledger, command) => ledger.postGoodsReceipt(command, hostLevels)
)
