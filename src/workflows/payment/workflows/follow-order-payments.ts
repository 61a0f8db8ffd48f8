import { readGraph } from "../../host/read-graph"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import type { OrderPayment } from "../../../modules/consignment/billing/payments"
import { exact, toText } from "../../../modules/consignment/domain/quantity"
import { ConsignmentEvents } from "../../events"
import { ledgerOf } from "../../posting/post-document"
import { toPaymentEvents } from "../payment-events"

interface Booked {
  id: string
  amount: unknown
  created_at: string | Date
}

interface PaidOrder {
  id: string
  payment_collections?: {
    payments?: { provider_id: string; captures?: Booked[]; refunds?: Booked[] }[]
  }[]
}

export const followOrderPaymentsStepId = "consignment-follow-order-payments"

/** A sales invoice follows the payments of its order. Each capture and refund is taken over once, so it may be repeated. */
export const followOrderPaymentsStep = createStep(
  followOrderPaymentsStepId,
  async ({ payment_id: paymentId }: { payment_id: string }, { container }) => {
    const [payment] = await readGraph<{ payment_collection?: { order?: { id: string } } }>(
      container,
      {
        entity: "payment",
        fields: ["id", "payment_collection.order.id"],
        filters: { id: paymentId },
      }
    )
    const orderId = payment?.payment_collection?.order?.id
    if (orderId === undefined) return new StepResponse(null)
    const [order] = await readGraph<PaidOrder>(container, {
      entity: "order",
      fields: [
        "id",
        "payment_collections.payments.provider_id",
        "payment_collections.payments.captures.*",
        "payment_collections.payments.refunds.*",
      ],
      filters: { id: orderId },
    })
    return new StepResponse(
      await ledgerOf(container).billing.followOrder(orderId, order ? toPayments(order) : [])
    )
  }
)

const toPayments = ({ payment_collections: collections = [] }: PaidOrder): OrderPayment[] =>
  collections
    .flatMap(({ payments = [] }) => payments)
    .flatMap(({ provider_id: method, captures = [], refunds = [] }) => [
      ...captures.map((capture) => toPayment(capture, 1, method)),
      ...refunds.map((refund) => toPayment(refund, -1, method)),
    ])

const toPayment = (booked: Booked, sign: 1 | -1, method: string): OrderPayment => ({
  id: booked.id,
  amount: toText(exact(String(booked.amount)).times(sign)),
  paid_at: new Date(booked.created_at).toISOString(),
  method,
})

export const followOrderPaymentsWorkflowId = "consignment-follow-order-payments"

export const followOrderPaymentsWorkflow = createWorkflow(
  followOrderPaymentsWorkflowId,
  (input: WorkflowData<{ payment_id: string }>) => {
    const followed = followOrderPaymentsStep(input)
    emitEventStep({
      eventName: ConsignmentEvents.PAYMENT_RECORDED,
      data: transform(followed, (recorded) =>
        toPaymentEvents(
          (recorded ?? []).map(({ payment_id: id, invoice_id }) => ({ id, invoice_id }))
        )
      ),
    })
    return new WorkflowResponse(followed)
  }
)
