import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { AddAttachment } from "../../../modules/consignment/attachments/attachments"
import { ledgerOf } from "../../posting/post-document"

export const addAttachmentStepId = "consignment-add-attachment"

export const addAttachmentStep = createStep(
  addAttachmentStepId,
  async (command: AddAttachment, { container }) => {
    const attachment = await ledgerOf(container).attachments.add(command)
    return new StepResponse(attachment, attachment.id)
  },
  async (id, { container }) => {
    if (id) await ledgerOf(container).attachments.remove(id)
  }
)
