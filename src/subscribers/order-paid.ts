import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PaymentEvents } from "@medusajs/framework/utils"
import { followOrderPaymentsWorkflow } from "../workflows/payment"

export default async function orderPaid({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await followOrderPaymentsWorkflow(container).run({ input: { payment_id: event.data.id } })
}

export const config: SubscriberConfig = { event: [PaymentEvents.CAPTURED, PaymentEvents.REFUNDED] }
