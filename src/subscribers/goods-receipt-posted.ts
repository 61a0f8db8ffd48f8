import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { confirmAnnouncement } from "../workflows/announcement/confirm"
import { ConsignmentEvents } from "../workflows/events"
import { tellOfGoodsReceived } from "../workflows/documents/tell-of-goods-received"

export default async function goodsReceiptPosted({
  event,
  container,
}: SubscriberArgs<{ id: string; event_id?: string }>): Promise<void> {
  await tellOfGoodsReceived(container, event.data)
  confirmAnnouncement(container, event.data.event_id)
}

export const config: SubscriberConfig = { event: ConsignmentEvents.GOODS_RECEIPT_POSTED }
