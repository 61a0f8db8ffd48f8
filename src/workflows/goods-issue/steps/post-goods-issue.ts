import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type {
  PostGoodsIssue,
  PostGoodsIssueLine,
} from "../../../modules/consignment/ledger/post-goods-issue"
import { hostLevels } from "../../host/levels"
import {
  postUnderLocks,
  reverseIfPosted,
  toPostedPaper,
  withItems,
  type NamedItem,
} from "../../host/post-document"

export type PostGoodsIssueInput = Omit<PostGoodsIssue, "lines"> & {
  lines: (Omit<PostGoodsIssueLine, keyof NamedItem> & NamedItem)[]
}

export const postGoodsIssueStepId = "consignment-post-goods-issue"

/** Posts a goods issue. */
export const postGoodsIssueStep = createStep(
  postGoodsIssueStepId,
  async (input: PostGoodsIssueInput, { container }) => {
    const lines = await withItems(container, input.lines)
    const itemIds = lines.map((line) => line.inventory_item_id)
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postGoodsIssue({ ...input, lines }, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)
