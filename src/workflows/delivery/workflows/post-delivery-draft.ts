import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { PostDeliveryDraft } from "../../../modules/consignment/ledger/documents/delivery-drafts"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { postDeliveryDraftStep } from "../steps/post-delivery-draft"

export const postDeliveryDraftWorkflowId = "consignment-post-delivery-draft"

/** Posts a pick list: the goods leave our location and lie at the customer. */
export const postDeliveryDraftWorkflow = createWorkflow(
  postDeliveryDraftWorkflowId,
  (command: WorkflowData<PostDeliveryDraft>) => {
    const posted = postDeliveryDraftStep(command)
    announcePosted(ConsignmentEvents.DELIVERY_POSTED, posted)
    const deliveryDraftPosted = createHook("deliveryDraftPosted", { delivery: posted.document })
    return new WorkflowResponse(posted, { hooks: [deliveryDraftPosted] })
  }
)
