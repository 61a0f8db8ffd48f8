import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostGoodsIssueReturn } from "../../../modules/consignment/ledger/documents/post-goods-issue-return"
import { hostLevels } from "../../host/levels"
import { ledgerOf, postUnderLocks, reverseIfPosted, toPostedPaper } from "../../host/post-document"

export type PostReportedSaleReturnInput = Omit<
  PostGoodsIssueReturn,
  "goods_issue_id" | "stock_location_id"
> & { reported_sale_id: string }

export const postReportedSaleReturnStepId = "consignment-post-reported-sale-return"

/** Posts a return to a reported sale. */
export const postReportedSaleReturnStep = createStep(
  postReportedSaleReturnStepId,
  async ({ reported_sale_id: saleId, ...command }: PostReportedSaleReturnInput, { container }) => {
    const sale = await ledgerOf(container).retrieveDocument(saleId, "reported_sale")
    const itemIds = sale.lines.map((line) => line.inventory_item_id)
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postReportedSaleReturn({ ...command, goods_issue_id: saleId }, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)
