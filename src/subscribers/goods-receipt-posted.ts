import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ConsignmentEvents } from "../workflows/events"
import { tellOfGoodsReceivedWorkflow } from "../workflows/goods-receipt"

export default async function goodsReceiptPosted({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await tellOfGoodsReceivedWorkflow(container).run({ input: { id: event.data.id } })
}

export const config: SubscriberConfig = { event: ConsignmentEvents.GOODS_RECEIPT_POSTED }
