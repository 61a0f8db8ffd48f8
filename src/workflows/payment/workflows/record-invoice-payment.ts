import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { RecordPayment } from "../../../modules/consignment/billing/payments"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { ledgerOf } from "../../posting/post-document"
import { toPaymentEvents } from "../payment-events"

export const rehearseInvoicePaymentStepId = "consignment-rehearse-invoice-payment"

/** The payment as it will be, under the id it is going to have. */
export const rehearseInvoicePaymentStep = createStep(
  rehearseInvoicePaymentStepId,
  async (command: RecordPayment, { container }) =>
    new StepResponse(await ledgerOf(container).billing.rehearsePayment(command))
)

export const recordInvoicePaymentStepId = "consignment-record-invoice-payment"

/** Comes last in its flow: a payment is reversed, not undone. */
export const recordInvoicePaymentStep = createStep(
  recordInvoicePaymentStepId,
  async ({ payment_id: id, ...command }: RecordPayment & { payment_id: string }, { container }) =>
    new StepResponse(await ledgerOf(container).billing.recordPayment(command, id))
)

export const recordInvoicePaymentWorkflowId = "consignment-record-invoice-payment"

/** Records a payment of an invoice; the hook runs before, as a payment is not undone. */
export const recordInvoicePaymentWorkflow = createWorkflow(
  recordInvoicePaymentWorkflowId,
  (command: WorkflowData<RecordPayment>) => {
    const rehearsed = rehearseInvoicePaymentStep(command)
    const paymentRecorded = createHookOnce("paymentRecorded", rehearsed, {
      invoice: rehearsed.invoice,
      payment: rehearsed.payment,
    })
    const paid = recordInvoicePaymentStep(
      transform({ command, rehearsed }, ({ command: body, rehearsed: { payment } }) => ({
        ...body,
        payment_id: payment.id,
      }))
    )
    emitEventStep({
      eventName: ConsignmentEvents.PAYMENT_RECORDED,
      data: transform(paid, ({ is_new: isNew, payment }) =>
        isNew ? toPaymentEvents([payment]) : []
      ),
    })
    return new WorkflowResponse(paid, { hooks: [paymentRecorded] })
  }
)
