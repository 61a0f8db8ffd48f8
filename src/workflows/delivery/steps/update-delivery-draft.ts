import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { UpdateDeliveryDraft } from "../../../modules/consignment/ledger/documents/delivery-drafts"
import { ledgerOf, withItems } from "../../host/post-document"
import type { PostDeliveryInput } from "./post-delivery"

export type UpdateDeliveryDraftInput = Omit<UpdateDeliveryDraft, "lines"> & {
  lines?: PostDeliveryInput["lines"]
}

export const updateDeliveryDraftStepId = "consignment-update-delivery-draft"

/** Changes a pick list. It comes last in its flow: a draft is edited again, not undone. */
export const updateDeliveryDraftStep = createStep(
  updateDeliveryDraftStepId,
  async ({ lines, ...change }: UpdateDeliveryDraftInput, { container }) => {
    const named = lines && (await withItems(container, lines))
    return new StepResponse(
      await ledgerOf(container).updateDeliveryDraft({ ...change, lines: named })
    )
  }
)
