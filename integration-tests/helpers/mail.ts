import type { MedusaContainer, ProviderSendNotificationDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

interface Provider {
  send: (mail: ProviderSendNotificationDTO) => Promise<object>
}

interface Notifications {
  notificationProviderService_: {
    getProviderForChannels: (channels: string[]) => Promise<{ id: string }[]>
    retrieveProviderRegistration: (id: string) => Provider
  }
}

/** Records what the host's provider for e-mails is given, until `stop`. `refusing` lets it refuse some. */
export const recordMail = async (container: MedusaContainer) => {
  const { notificationProviderService_: providers } = container.resolve<Notifications>(
    Modules.NOTIFICATION
  )
  const [row] = await providers.getProviderForChannels(["email"])
  const provider = providers.retrieveProviderRegistration(row?.id ?? "")
  const sent: ProviderSendNotificationDTO[] = []
  let isRefused: (mail: ProviderSendNotificationDTO) => boolean = () => false
  const spy = jest.spyOn(provider, "send").mockImplementation((mail) => {
    if (isRefused(mail)) return Promise.reject(new Error("The mail server is away."))
    sent.push(mail)
    return Promise.resolve({})
  })
  return {
    sent,
    refusing: (refuses: typeof isRefused) => {
      isRefused = refuses
    },
    stop: () => spy.mockRestore(),
  }
}

/** Does the work in a store that has no provider for e-mails. */
export const withoutMail = async <T>(
  container: MedusaContainer,
  work: () => Promise<T>
): Promise<T> => {
  const { modules } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const declared = modules?.[Modules.NOTIFICATION] as { options: { providers: object[] } }
  const { providers } = declared.options
  declared.options.providers = []
  return await work().finally(() => {
    declared.options.providers = providers
  })
}
