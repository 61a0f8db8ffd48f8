import {
  createHook,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { CreditInvoice } from "../../../modules/consignment/invoices/posting"
import { ConsignmentEvents } from "../../events"
import { toCreatedEvents } from "../created-events"
import { creditInvoiceStep } from "../steps/credit-invoice"

export const creditInvoiceWorkflowId = "consignment-credit-invoice"

/** Credits lines of a posted invoice. */
export const creditInvoiceWorkflow = createWorkflow(
  creditInvoiceWorkflowId,
  (command: WorkflowData<CreditInvoice>) => {
    const created = creditInvoiceStep(command)
    emitEventStep({
      eventName: ConsignmentEvents.INVOICE_CREDITED,
      data: transform(created, toCreatedEvents),
    })
    const invoiceCredited = createHook("invoiceCredited", { invoice: created.invoice })
    return new WorkflowResponse(created, { hooks: [invoiceCredited] })
  }
)
