// src/subscribers/settlement-closed.ts
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ConsignmentEvents } from "medusa-plugin-consignment/workflows"

/** Tells accounting what is due; events come when everything stands, and carry no more than an id. */
export default async function tellAccounting({ event, container }: SubscriberArgs<{ id: string }>) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "consignment_settlement",
    fields: ["number", "amount", "currency_code"],
    filters: { id: event.data.id },
  })
  const [settlement] = data as Record<string, unknown>[]
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to: "accounting",
    channel: "feed",
    template: "settlement-closed",
    data: settlement,
  })
}

export const config: SubscriberConfig = { event: ConsignmentEvents.SETTLEMENT_CLOSED }
