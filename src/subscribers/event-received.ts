import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { confirmAnnouncement } from "../workflows/announcement/confirm"
import { announcedEvents, ConsignmentEvents } from "../workflows/events"

export default async function eventReceived({
  event,
  container,
}: SubscriberArgs<{ event_id?: string }>): Promise<void> {
  confirmAnnouncement(container, event.data.event_id)
}

/** That goods were received is confirmed once the letter about it is written. */
export const config: SubscriberConfig = {
  event: announcedEvents.filter((name) => name !== ConsignmentEvents.GOODS_RECEIPT_POSTED),
}
