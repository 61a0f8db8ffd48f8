import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PostDeliveryDraft } from "../../../modules/consignment/ledger/delivery-drafts"
import { hostLevels } from "../../host/levels"
import { ledgerOf, postUnderLocks, reverseIfPosted, toPostedPaper } from "../../host/post-document"

export const postDeliveryDraftStepId = "consignment-post-delivery-draft"

/** Posts a pick list; undone by a reversal, as it has been a posted delivery by then. */
export const postDeliveryDraftStep = createStep(
  postDeliveryDraftStepId,
  async (command: PostDeliveryDraft, { container }) => {
    const draft = await ledgerOf(container).retrieveDelivery(command.delivery_id)
    const itemIds = draft.lines.map((line) => line.inventory_item_id)
    const posted = await postUnderLocks(container, itemIds, (ledger) =>
      ledger.postDeliveryDraft(command, hostLevels)
    )
    return new StepResponse(posted, toPostedPaper(posted))
  },
  reverseIfPosted
)
