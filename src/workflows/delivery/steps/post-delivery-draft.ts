import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
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
    const salePrices = await findSalePrices(
      container,
      String(draft.warehouse_id),
      quantitiesOf(
        draft.lines.map((line) => ({ ...line, unit_price: line.unit_price as string | null }))
      )
    )
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postDeliveryDraft({ ...command, sale_prices: salePrices }, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)
