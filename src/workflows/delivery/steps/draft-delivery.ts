import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf, withItems } from "../../host/post-document"
import type { PostDeliveryInput } from "./post-delivery"

export const draftDeliveryStepId = "consignment-draft-delivery"

/** Writes a pick list; undone by deleting it. */
export const draftDeliveryStep = createStep(
  draftDeliveryStepId,
  async (input: PostDeliveryInput, { container }) => {
    const lines = await withItems(container, input.lines)
    const drafted = await ledgerOf(container).draftDelivery({ ...input, lines })
    return new StepResponse(drafted, drafted.is_new ? drafted.delivery.id : null)
  },
  async (id, { container }) => {
    if (id) await ledgerOf(container).deleteDeliveryDraft(id)
  }
)
