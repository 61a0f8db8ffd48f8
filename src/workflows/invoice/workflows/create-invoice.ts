import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { CreateInvoice } from "../../../modules/consignment/invoices/drafts"
import { ConsignmentEvents } from "../../events"
import { toCreatedEvents } from "../created-events"
import { createInvoiceStep } from "../steps/create-invoice"

export const createInvoiceWorkflowId = "consignment-create-invoice"

/** Drafts an invoice over the balance of settlements. */
export const createInvoiceWorkflow = createWorkflow(
  createInvoiceWorkflowId,
  (command: WorkflowData<CreateInvoice>) => {
    const created = createInvoiceStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.INVOICE_DRAFTED,
      data: transform(created, toCreatedEvents),
    })
    const invoiceDrafted = createHookOnce("invoiceDrafted", created, { invoice: created.invoice })
    return new WorkflowResponse(created, { hooks: [invoiceDrafted] })
  }
)
