import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { UpdateInvoice } from "../../../modules/consignment/invoices/edit-draft"
import { ledgerOf } from "../../posting/post-document"

export const updateInvoiceStepId = "consignment-update-invoice"

/** Changes the head of a draft. It comes last in its flow: a draft is edited again, not undone. */
export const updateInvoiceStep = createStep(
  updateInvoiceStepId,
  async (command: UpdateInvoice, { container }) =>
    new StepResponse(await ledgerOf(container).updateInvoice(command))
)
