import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ConsignmentModuleService } from "../../../modules/consignment"
import type { PostDeliveryDraft } from "../../../modules/consignment/ledger/documents/delivery-drafts"
import { hostLevels } from "../../host/levels"
import { ledgerOf, postUnderLocks, reverseIfPosted, toPostedPaper } from "../../host/post-document"
import { findSalePrices, quantitiesOf } from "../../host/sale-prices"

export const postDeliveryDraftStepId = "consignment-post-delivery-draft"

/** Posts a pick list; undone by a reversal, as it has been a posted delivery by then. */
export const postDeliveryDraftStep = createStep(
  postDeliveryDraftStepId,
  async (command: PostDeliveryDraft, { container }) => {
    const draft = await ledgerOf(container).retrieveDelivery(command.delivery_id)
    const itemIds = draft.lines.map((line) => line.inventory_item_id)
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
