import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { InvoiceLineCommand } from "../../../modules/consignment/invoices/edit-draft"
import { updateInvoiceLineStep } from "../steps/update-invoice-line"

export const updateInvoiceLineWorkflowId = "consignment-update-invoice-line"

/** Changes quantity or price of a line of a draft, to match the paper. */
export const updateInvoiceLineWorkflow = createWorkflow(
  updateInvoiceLineWorkflowId,
  (command: WorkflowData<InvoiceLineCommand>) => {
    const invoice = updateInvoiceLineStep(command)
    return new WorkflowResponse(invoice)
  }
)
