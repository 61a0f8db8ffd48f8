import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { PostDeliveryDraft } from "../../../modules/consignment/ledger/documents/delivery-drafts"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { postDeliveryDraftStep, rehearseDeliveryDraftStep } from "../steps/post-delivery-draft"

export const postDeliveryDraftWorkflowId = "consignment-post-delivery-draft"

/**
 * Posts a pick list: the goods leave our location and lie at the customer. The hook runs
 * before: a reversal would not bring the pick list back.
 */
export const postDeliveryDraftWorkflow = createWorkflow(
  postDeliveryDraftWorkflowId,
  (command: WorkflowData<PostDeliveryDraft>) => {
    const rehearsed = rehearseDeliveryDraftStep(command)
    const deliveryDraftPosted = createHookOnce("deliveryDraftPosted", rehearsed, {
      delivery: rehearsed.delivery,
    })
    const posted = postDeliveryDraftStep(command)
    announcePosted(ConsignmentEvents.DELIVERY_POSTED, posted)
    return new WorkflowResponse(posted, { hooks: [deliveryDraftPosted] })
  }
)
