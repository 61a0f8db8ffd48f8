import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { InvoiceLineCommand } from "../../../modules/consignment/invoices/edit-draft"
import { addInvoiceLineStep } from "../steps/add-invoice-line"

export const addInvoiceLineWorkflowId = "consignment-add-invoice-line"

/** Adds a line to a draft that the settlements do not suggest. */
export const addInvoiceLineWorkflow = createWorkflow(
  addInvoiceLineWorkflowId,
  (command: WorkflowData<InvoiceLineCommand>) => {
    const invoice = addInvoiceLineStep(command)
    return new WorkflowResponse(invoice)
  }
)
