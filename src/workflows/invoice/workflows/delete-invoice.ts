import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { deleteInvoiceStep } from "../steps/delete-invoice"

export const deleteInvoiceWorkflowId = "consignment-delete-invoice"

/** Deletes a draft; what it named can be invoiced again. */
export const deleteInvoiceWorkflow = createWorkflow(
  deleteInvoiceWorkflowId,
  (command: WorkflowData<{ id: string }>) => {
    const invoice = deleteInvoiceStep(command)
    return new WorkflowResponse(invoice)
  }
)
