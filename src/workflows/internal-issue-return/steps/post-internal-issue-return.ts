import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostGoodsIssueReturn } from "../../../modules/consignment/ledger/documents/post-goods-issue-return"
import { hostLevels } from "../../host/levels"
import { ledgerOf, postUnderLocks, reverseIfPosted, toPostedPaper } from "../../host/post-document"

export const postInternalIssueReturnStepId = "consignment-post-internal-issue-return"

/** Posts a return to an internal issue. */
export const postInternalIssueReturnStep = createStep(
  postInternalIssueReturnStepId,
  async (command: PostGoodsIssueReturn, { container }) => {
    const issue = await ledgerOf(container).retrieveDocument(
      command.goods_issue_id,
      "internal_issue"
    )
    const itemIds = issue.lines.map((line) => line.inventory_item_id)
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postInternalIssueReturn(command, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)
