import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { confirmAnnouncement } from "../workflows/announcement/confirm"
import { announcedEvents, ConsignmentEvents } from "../workflows/events"

export default async function eventReceived({
  event,
  container,
}: SubscriberArgs<{ event_id?: string }>): Promise<void> {
  confirmAnnouncement(container, event.data.event_id)
}

/** An event is confirmed once the letter about it is written. */
const toldByLetter: string[] = [
  ConsignmentEvents.GOODS_RECEIPT_POSTED,
  ConsignmentEvents.LOAN_ENDED,
]

export const config: SubscriberConfig = {
  event: announcedEvents.filter((name) => !toldByLetter.includes(name)),
}
