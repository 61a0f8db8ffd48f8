import type { CreateNotificationDTO, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export const sendNotificationsStepId = "consignment-send-notifications"

/**
 * Sends what the store has a provider for. A letter that cannot be sent undoes nothing: the host keeps it as failed, and
 * the event that goes with it is emitted all the same.
 */
export const sendNotificationsStep = createStep(
  sendNotificationsStepId,
  async (notifications: CreateNotificationDTO[], { container }) => {
    let sent = 0
    for (const notification of notifications) {
      if (await isSent(container, notification)) sent += 1
    }
    return new StepResponse({ sent })
  }
)

const isSent = async (
  container: MedusaContainer,
  notification: CreateNotificationDTO
): Promise<boolean> =>
  await container
    .resolve(Modules.NOTIFICATION)
    .createNotifications(notification)
    .then(() => true)
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : JSON.stringify(error)
      container
        .resolve<Logger>(ContainerRegistrationKeys.LOGGER)
        .warn(`consignment: ${notification.template} was not sent to ${notification.to}: ${reason}`)
      return false
    })
