import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ledgerOf } from "../../posting/post-document"

export const deleteInvoiceStepId = "consignment-delete-invoice"

/** Deletes a draft. It comes last in its flow: a draft is made anew from its settlements. */
export const deleteInvoiceStep = createStep(
  deleteInvoiceStepId,
  async ({ id }: { id: string }, { container }) => {
    await ledgerOf(container).deleteInvoice(id)
    return new StepResponse({ id })
  }
)
