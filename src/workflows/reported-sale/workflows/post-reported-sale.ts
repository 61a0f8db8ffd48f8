import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { postReportedSaleStep, type PostReportedSaleInput } from "../steps/post-reported-sale"

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
