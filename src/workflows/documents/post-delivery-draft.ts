import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { ConsignmentModuleService } from "../../modules/consignment"
import type { PostDeliveryDraft } from "../../modules/consignment/ledger/documents/delivery-drafts"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { hostLevels } from "../host/inventory/levels"
import { findSalePrices, quantitiesOf } from "../host/prices/sale-prices"
import { describeArticles } from "../peers/describe-articles"
import { announcePosted } from "../posting/announce"
import { ledgerOf, postUnderLocks, reverseIfPosted, toPostedPaper } from "../posting/post-document"

export const postDeliveryDraftStepId = "consignment-post-delivery-draft"

/** Posts a pick list; undone by a reversal, as it has been a posted delivery by then. */
export const postDeliveryDraftStep = createStep(
  postDeliveryDraftStepId,
  async (command: PostDeliveryDraft, { container }) => {
    const draft = await ledgerOf(container).retrieveDelivery(command.delivery_id)
    const itemIds = draft.lines.map((line) => line.inventory_item_id)
    await describeArticles(container, itemIds, { warehouse_id: String(draft.warehouse_id) })
    const priced = await withSalePrices(container, command, draft)
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postDeliveryDraft(priced, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)

export const rehearseDeliveryDraftStepId = "consignment-rehearse-delivery-draft"

/** Tells what the delivery will be, before the posting takes the place of the pick list. */
export const rehearseDeliveryDraftStep = createStep(
  rehearseDeliveryDraftStepId,
  async (command: PostDeliveryDraft, { container }) => {
    const ledger = ledgerOf(container)
    const draft = await ledger.retrieveDelivery(command.delivery_id)
    const priced = await withSalePrices(container, command, draft)
    return new StepResponse(await ledger.rehearseDeliveryDraft(priced, hostLevels))
  }
)

type Draft = Awaited<ReturnType<ConsignmentModuleService["retrieveDelivery"]>>

const withSalePrices = async (
  container: MedusaContainer,
  command: PostDeliveryDraft,
  draft: Draft
): Promise<PostDeliveryDraft> => {
  const salePrices = await findSalePrices(
    container,
    String(draft.warehouse_id),
    quantitiesOf(
      draft.lines.map((line) => ({ ...line, unit_price: line.unit_price as string | null }))
    )
  )
  return { ...command, sale_prices: salePrices }
}

export const postDeliveryDraftWorkflowId = "consignment-post-delivery-draft"

/**
 * Posts a pick list: the goods leave our location for the customer's. The hook runs
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
