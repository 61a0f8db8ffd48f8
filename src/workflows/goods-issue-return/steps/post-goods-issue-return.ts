import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostGoodsIssueReturn } from "../../../modules/consignment/ledger/documents/post-goods-issue-return"
import { hostLevels } from "../../host/levels"
import { ledgerOf, postUnderLocks, reverseIfPosted, toPostedPaper } from "../../host/post-document"

export const postGoodsIssueReturnStepId = "consignment-post-goods-issue-return"

/** Posts a return to a goods issue. */
export const postGoodsIssueReturnStep = createStep(
  postGoodsIssueReturnStepId,
  async (command: PostGoodsIssueReturn, { container }) => {
    const issue = await ledgerOf(container).retrieveDocument(command.goods_issue_id, "goods_issue")
    const itemIds = issue.lines.map((line) => line.inventory_item_id)
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postGoodsIssueReturn(command, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)
