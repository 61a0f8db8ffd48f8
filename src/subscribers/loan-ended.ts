import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { confirmAnnouncement } from "../workflows/announcement/confirm"
import { ConsignmentEvents } from "../workflows/events"
import { tellOfEndedLoanWorkflow } from "../workflows/loan/workflows/tell-of-ended-loan"

export default async function loanEnded({
  event,
  container,
}: SubscriberArgs<{ id: string; event_id?: string }>): Promise<void> {
  await tellOfEndedLoanWorkflow(container).run({ input: event.data })
  confirmAnnouncement(container, event.data.event_id)
}

export const config: SubscriberConfig = { event: ConsignmentEvents.LOAN_ENDED }
