import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { ledgerOf } from "../posting/post-document"

/** Takes note that an event was received: it is not told again. */
export const confirmAnnouncement = (container: MedusaContainer, eventId: unknown): void => {
  if (typeof eventId !== "string") return
  ledgerOf(container).receivedEvents.note(eventId, (error, count) => {
    const reason = error instanceof Error ? error.message : JSON.stringify(error)
    container
      .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
      .debug(`consignment: ${count} events will be told again: ${reason}`)
  })
}
