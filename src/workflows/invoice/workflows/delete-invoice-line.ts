import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { InvoiceLineCommand } from "../../../modules/consignment/invoices/edit-draft"
import { deleteInvoiceLineStep } from "../steps/delete-invoice-line"

export const deleteInvoiceLineWorkflowId = "consignment-delete-invoice-line"

/** Takes a line out of a draft. */
export const deleteInvoiceLineWorkflow = createWorkflow(
  deleteInvoiceLineWorkflowId,
  (command: WorkflowData<InvoiceLineCommand>) => {
    const invoice = deleteInvoiceLineStep(command)
    return new WorkflowResponse(invoice)
  }
)
