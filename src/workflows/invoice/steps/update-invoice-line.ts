import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { InvoiceLineCommand } from "../../../modules/consignment/invoices/edit-draft"
import { ledgerOf } from "../../posting/post-document"

export const updateInvoiceLineStepId = "consignment-update-invoice-line"

/** Changes a line of a draft. It comes last in its flow: a draft is edited again, not undone. */
export const updateInvoiceLineStep = createStep(
  updateInvoiceLineStepId,
  async (command: InvoiceLineCommand, { container }) =>
    new StepResponse(await ledgerOf(container).updateInvoiceLine(command))
)
