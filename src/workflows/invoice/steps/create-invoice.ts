import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { CreateInvoice } from "../../../modules/consignment/invoices/drafts"
import { ledgerOf } from "../../posting/post-document"

export const createInvoiceStepId = "consignment-create-invoice"

/** Drafts an invoice; undone by deleting the draft. */
export const createInvoiceStep = createStep(
  createInvoiceStepId,
  async (command: CreateInvoice, { container }) => {
    const created = await ledgerOf(container).createInvoice(command)
    return new StepResponse(created, created.is_new ? created.invoice.id : null)
  },
  async (id, { container }) => {
    if (id) await ledgerOf(container).deleteInvoice(id)
  }
)
