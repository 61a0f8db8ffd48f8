import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { InvoiceLineCommand } from "../../../modules/consignment/invoices/edit-draft"
import { ledgerOf } from "../../posting/post-document"

export const deleteInvoiceLineStepId = "consignment-delete-invoice-line"

/** Deletes a line of a draft. It comes last in its flow. */
export const deleteInvoiceLineStep = createStep(
  deleteInvoiceLineStepId,
  async (command: InvoiceLineCommand, { container }) =>
    new StepResponse(await ledgerOf(container).deleteInvoiceLine(command))
)
