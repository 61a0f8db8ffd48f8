import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { checkReferencesStep } from "../../references/check-references"
import { toDeliveryReferences } from "../references"
import { postDeliveryStep } from "../steps/post-delivery"
import { takeOverOrderStep, type TakingOverOrder } from "../steps/take-over-order"

export const postDeliveryWorkflowId = "consignment-post-delivery"

/** Fills up a customer's stock with goods of ours. */
export const postDeliveryWorkflow = createWorkflow(
  postDeliveryWorkflowId,
  (input: WorkflowData<TakingOverOrder>) => {
    checkReferencesStep(transform(input, toDeliveryReferences))
    const posted = postDeliveryStep(takeOverOrderStep(input))
    announcePosted(ConsignmentEvents.DELIVERY_POSTED, posted)
    const deliveryPosted = createHookOnce("deliveryPosted", posted, { delivery: posted.document })
    return new WorkflowResponse(posted, { hooks: [deliveryPosted] })
  }
)
