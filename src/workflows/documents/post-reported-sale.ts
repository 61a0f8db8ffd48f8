import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postReportedSale,
  type PostReportedSale,
} from "../../modules/consignment/ledger/documents/post-reported-sale"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { withPricesAtSale } from "../host/prices/sale-prices"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostReportedSaleInput = NamingItems<PostReportedSale>

export const postReportedSaleStepId = "consignment-post-reported-sale"

/** Posts a reported sale. */
export const postReportedSaleStep = createPostingStep<PostReportedSaleInput>(
  postReportedSaleStepId,
  "reported_sale",
  postReportedSale,
  withPricesAtSale
)

export const postReportedSaleWorkflowId = "consignment-post-reported-sale"

/** Takes note of what a customer has sold of our goods. */
export const postReportedSaleWorkflow = createWorkflow(
  postReportedSaleWorkflowId,
  (input: WorkflowData<PostReportedSaleInput>) => {
    const posted = postReportedSaleStep(input)
    announcePosted(ConsignmentEvents.REPORTED_SALE_POSTED, posted)
    const reportedSalePosted = createHookOnce("reportedSalePosted", posted, {
      reported_sale: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [reportedSalePosted] })
  }
)
