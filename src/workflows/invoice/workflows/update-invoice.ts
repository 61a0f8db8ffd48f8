import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { UpdateInvoice } from "../../../modules/consignment/invoices/edit-draft"
import { updateInvoiceStep } from "../steps/update-invoice"

export const updateInvoiceWorkflowId = "consignment-update-invoice"

/** Changes number or date of a draft, to match the paper. */
export const updateInvoiceWorkflow = createWorkflow(
  updateInvoiceWorkflowId,
  (command: WorkflowData<UpdateInvoice>) => {
    const invoice = updateInvoiceStep(command)
    return new WorkflowResponse(invoice)
  }
)
