import {
  createHook,
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { PostInvoice } from "../../../modules/consignment/invoices/posting"
import { ConsignmentEvents } from "../../events"
import { postInvoiceStep } from "../steps/post-invoice"

export const postInvoiceWorkflowId = "consignment-post-invoice"

/** Posts a draft: its quantities are allocated to lots and count as invoiced. */
export const postInvoiceWorkflow = createWorkflow(
  postInvoiceWorkflowId,
  (command: WorkflowData<PostInvoice>) => {
    const invoice = postInvoiceStep(command)
    emitEventStep({ eventName: ConsignmentEvents.INVOICE_POSTED, data: { id: command.invoice_id } })
    const invoicePosted = createHook("invoicePosted", { invoice: invoice })
    return new WorkflowResponse(invoice, { hooks: [invoicePosted] })
  }
)
