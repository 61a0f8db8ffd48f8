import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postReportedSaleReturn,
  type PostGoodsIssueReturn,
} from "../../modules/consignment/ledger/documents/post-goods-issue-return"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { ledFirst } from "../posting/led-first"
import { reverseIfPosted, toPostedPaper } from "../posting/post-document"
import { postReturnUnderLocks } from "./return-step"

export type PostReportedSaleReturnInput = Omit<
  PostGoodsIssueReturn,
  "goods_issue_id" | "stock_location_id"
> & { reported_sale_id: string }

export const postReportedSaleReturnStepId = "consignment-post-reported-sale-return"

/** Posts a return to a reported sale. */
export const postReportedSaleReturnStep = createStep(
  postReportedSaleReturnStepId,
  async ({ reported_sale_id: saleId, ...command }: PostReportedSaleReturnInput, { container }) => {
    const sale = { id: saleId, type: "reported_sale" } as const
    const request = {
      type: "reported_sale_return",
      document_id: sale.id,
      document_type: sale.type,
    } as const
    const posted = await ledFirst(container, request, () =>
      postReturnUnderLocks(container, sale, postReportedSaleReturn, {
        ...command,
        goods_issue_id: saleId,
      })
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)

export const postReportedSaleReturnWorkflowId = "consignment-post-reported-sale-return"

/** Takes sold goods back into the customer's stock, settled or not: as their owner we may. */
export const postReportedSaleReturnWorkflow = createWorkflow(
  postReportedSaleReturnWorkflowId,
  (input: WorkflowData<PostReportedSaleReturnInput>) => {
    const posted = postReportedSaleReturnStep(input)
    announcePosted(ConsignmentEvents.REPORTED_SALE_RETURN_POSTED, posted)
    const reportedSaleReturnPosted = createHookOnce("reportedSaleReturnPosted", posted, {
      reported_sale_return: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [reportedSaleReturnPosted] })
  }
)
