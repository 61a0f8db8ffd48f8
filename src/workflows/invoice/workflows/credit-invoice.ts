import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { toAnnouncement } from "../../../modules/consignment/domain/announcement"
import type { CreditInvoice } from "../../../modules/consignment/invoices/posting"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { creditInvoiceStep, rehearseCreditStep } from "../steps/credit-invoice"

export const creditInvoiceWorkflowId = "consignment-credit-invoice"

/** Credits lines of a posted invoice; the hook runs before, as a credit note is not undone. */
export const creditInvoiceWorkflow = createWorkflow(
  creditInvoiceWorkflowId,
  (command: WorkflowData<CreditInvoice>) => {
    const rehearsed = rehearseCreditStep(command)
    const invoiceCredited = createHookOnce("invoiceCredited", rehearsed, {
      invoice: rehearsed.invoice,
    })
    const created = creditInvoiceStep(
      transform({ command, rehearsed }, ({ command: credited, rehearsed: { invoice } }) => ({
        ...credited,
        credit_note_id: invoice.id,
      }))
    )
    emitEventStep({
      eventName: ConsignmentEvents.INVOICE_CREDITED,
      data: transform(created, ({ is_new: isNew, invoice: { id } }) =>
        isNew ? [toAnnouncement(ConsignmentEvents.INVOICE_CREDITED, id).data] : []
      ),
    })
    return new WorkflowResponse(created, { hooks: [invoiceCredited] })
  }
)
