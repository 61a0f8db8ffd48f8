import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

interface Configured {
  options?: { providers?: { options?: { channels?: string[] } }[] }
}

/** Whether the store has named a provider that sends e-mails: the host's own module has none but for its feed. */
export const hasMailProvider = (container: MedusaContainer): boolean => {
  const { modules } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const { options } = (modules?.[Modules.NOTIFICATION] ?? {}) as Configured
  return (options?.providers ?? []).some((provider) =>
    provider.options?.channels?.includes("email")
  )
}
