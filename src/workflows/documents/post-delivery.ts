import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { postDelivery } from "../../modules/consignment/ledger/documents/post-delivery"
import { createHookOnce } from "../create-hook-once"
import { toDeliveryReferences } from "./delivery-references"
import { takeOverOrderStep, type PostDeliveryInput, type TakingOverOrder } from "./take-over-order"
import { ConsignmentEvents } from "../events"
import { withSalePrices } from "../host/prices/sale-prices"
import { describeArticles } from "../peers/describe-articles"
import { announcePosted } from "../posting/announce"
import { createPostingStep } from "../posting/post-document"
import { checkReferencesStep } from "../references/check-references"

export const postDeliveryStepId = "consignment-post-delivery"

/** Posts a delivery. */
export const postDeliveryStep = createPostingStep<PostDeliveryInput>(
  postDeliveryStepId,
  "delivery",
  postDelivery,
  async (container, command) => {
    const itemIds = command.lines.map((line) => line.inventory_item_id)
    await describeArticles(container, itemIds, { warehouse_id: command.warehouse_id })
    return await withSalePrices(container, command)
  }
)

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
