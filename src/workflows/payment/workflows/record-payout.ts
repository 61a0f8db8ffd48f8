import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { RecordPayout } from "../../../modules/consignment/billing/payouts"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { ledgerOf } from "../../posting/post-document"
import { toPaymentEvents } from "../payment-events"

export const rehearsePayoutStepId = "consignment-rehearse-payout"

/** The payments as they will be, under the ids they are going to have. */
export const rehearsePayoutStep = createStep(
  rehearsePayoutStepId,
  async (command: RecordPayout, { container }) =>
    new StepResponse(await ledgerOf(container).billing.rehearsePayout(command))
)

export const recordPayoutStepId = "consignment-record-payout"

/** Comes last in its flow: payments are reversed, not undone. */
export const recordPayoutStep = createStep(
  recordPayoutStepId,
  async (
    { payment_ids: ids, ...command }: RecordPayout & { payment_ids: string[] },
    { container }
  ) => new StepResponse(await ledgerOf(container).billing.recordPayout(command, ids))
)

export const recordPayoutWorkflowId = "consignment-record-payout"

/** Records that suppliers' invoices are paid, all or none; the hook runs before, as payments are not undone. */
export const recordPayoutWorkflow = createWorkflow(
  recordPayoutWorkflowId,
  (command: WorkflowData<RecordPayout>) => {
    const rehearsed = rehearsePayoutStep(command)
    const payoutRecorded = createHookOnce("payoutRecorded", rehearsed, {
      payments: rehearsed.payments,
    })
    const paid = recordPayoutStep(
      transform({ command, rehearsed }, ({ command: body, rehearsed: { payments } }) => ({
        ...body,
        payment_ids: body.lines.map(
          (line) => payments.find((payment) => payment.invoice_id === line.invoice_id)?.id ?? ""
        ),
      }))
    )
    emitEventStep({
      eventName: ConsignmentEvents.PAYMENT_RECORDED,
      data: transform(paid, ({ is_new: isNew, payments }) =>
        isNew ? toPaymentEvents(payments) : []
      ),
    })
    return new WorkflowResponse(paid, { hooks: [payoutRecorded] })
  }
)
