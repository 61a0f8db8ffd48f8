import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../../posting/post-document"

export const removeAttachmentStepId = "consignment-remove-attachment"

export const removeAttachmentStep = createStep(
  removeAttachmentStepId,
  async (id: string, { container }) => {
    const attachment = await ledgerOf(container).attachments.remove(id)
    return new StepResponse(attachment, id)
  },
  async (id, { container }) => {
    if (id) await ledgerOf(container).attachments.restore(id)
  }
)
