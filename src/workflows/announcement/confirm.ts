import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { ledgerOf } from "../posting/post-document"

const MILLISECONDS = 250

let received: string[] = []

/**
 * Takes note that an event was received. Many are written off with one statement; those that a crash keeps from it are
 * told again, which "at least once" allows.
 */
export const confirmAnnouncement = (container: MedusaContainer, eventId: unknown): void => {
  if (typeof eventId !== "string") return
  if (received.length === 0) setTimeout(() => void writeOff(container), MILLISECONDS).unref()
  received.push(eventId)
}

const writeOff = async (container: MedusaContainer): Promise<void> => {
  const eventIds = received
  received = []
  await ledgerOf(container)
    .confirmAnnouncements(eventIds)
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : JSON.stringify(error)
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .debug(`consignment: ${eventIds.length} events will be told again: ${reason}`)
    })
}
