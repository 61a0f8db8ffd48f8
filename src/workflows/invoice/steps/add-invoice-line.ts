import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { InvoiceLineCommand } from "../../../modules/consignment/invoices/edit-draft"
import { ledgerOf, withItems } from "../../posting/post-document"

export const addInvoiceLineStepId = "consignment-add-invoice-line"

/** Adds a line to a draft. It comes last in its flow: a draft is edited again, not undone. */
export const addInvoiceLineStep = createStep(
  addInvoiceLineStepId,
  async (command: InvoiceLineCommand, { container }) => {
    const [item] = await withItems(container, [
      { inventory_item_id: command.inventory_item_id, sku: command.sku },
    ])
    return new StepResponse(await ledgerOf(container).addInvoiceLine({ ...command, ...item }))
  }
)
