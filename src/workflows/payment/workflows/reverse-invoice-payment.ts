import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { ReversePayment } from "../../../modules/consignment/billing/payments"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { ledgerOf } from "../../posting/post-document"
import { toPaymentEvents } from "../payment-events"

export const rehearsePaymentReversalStepId = "consignment-rehearse-payment-reversal"

/** The reversal as it will be, under the id it is going to have. */
export const rehearsePaymentReversalStep = createStep(
  rehearsePaymentReversalStepId,
  async (command: ReversePayment, { container }) =>
    new StepResponse(await ledgerOf(container).billing.rehearseReversal(command))
)

export const reverseInvoicePaymentStepId = "consignment-reverse-invoice-payment"

/** Comes last in its flow: a reversal is not undone. */
export const reverseInvoicePaymentStep = createStep(
  reverseInvoicePaymentStepId,
  async (
    { reversal_id: id, ...command }: ReversePayment & { reversal_id: string },
    { container }
  ) => new StepResponse(await ledgerOf(container).billing.reversePayment(command, id))
)

export const reverseInvoicePaymentWorkflowId = "consignment-reverse-invoice-payment"

/** Reverses a payment of an invoice; the hook runs before, as a reversal is not undone. */
export const reverseInvoicePaymentWorkflow = createWorkflow(
  reverseInvoicePaymentWorkflowId,
  (command: WorkflowData<ReversePayment>) => {
    const rehearsed = rehearsePaymentReversalStep(command)
    const paymentReversed = createHookOnce("paymentReversed", rehearsed, {
      invoice: rehearsed.invoice,
      payment: rehearsed.payment,
    })
    const paid = reverseInvoicePaymentStep(
      transform({ command, rehearsed }, ({ command: body, rehearsed: { payment } }) => ({
        ...body,
        reversal_id: payment.id,
      }))
    )
    emitEventStep({
      eventName: ConsignmentEvents.PAYMENT_REVERSED,
      data: transform(paid, ({ is_new: isNew, payment }) =>
        isNew ? toPaymentEvents([payment]) : []
      ),
    })
    return new WorkflowResponse(paid, { hooks: [paymentReversed] })
  }
)
