import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import {
  postReportedSaleReturnStep,
  type PostReportedSaleReturnInput,
} from "../steps/post-reported-sale-return"

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
