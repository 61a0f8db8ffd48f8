import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type {
  PostGoodsReceipt,
  PostGoodsReceiptLine,
} from "../../../modules/consignment/ledger/post-goods-receipt"
import { hostLevels } from "../../host/levels"
import {
  postUnderLocks,
  reverseIfPosted,
  toPostedPaper,
  withItems,
  type NamedItem,
} from "../../host/post-document"

export type PostGoodsReceiptInput = Omit<PostGoodsReceipt, "lines"> & {
  lines: (Omit<PostGoodsReceiptLine, keyof NamedItem> & NamedItem)[]
}

export const postGoodsReceiptStepId = "consignment-post-goods-receipt"

/** Posts a goods receipt. */
export const postGoodsReceiptStep = createStep(
  postGoodsReceiptStepId,
  async (input: PostGoodsReceiptInput, { container }) => {
    const lines = await withItems(container, input.lines)
    const itemIds = lines.map((line) => line.inventory_item_id)
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postGoodsReceipt({ ...input, lines }, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)
