import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { confirmAnnouncement } from "../workflows/announcement/confirm"
import { ConsignmentEvents } from "../workflows/events"
import { tellOfGoodsReceivedWorkflow } from "../workflows/goods-receipt"

export default async function goodsReceiptPosted({
  event,
  container,
}: SubscriberArgs<{ id: string; event_id?: string }>): Promise<void> {
  await tellOfGoodsReceivedWorkflow(container).run({ input: { id: event.data.id } })
  confirmAnnouncement(container, event.data.event_id)
}

export const config: SubscriberConfig = { event: ConsignmentEvents.GOODS_RECEIPT_POSTED }
