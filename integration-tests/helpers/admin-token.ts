import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils"

const EMAIL = "admin@example.com"

/** Makes a user of the admin and signs a token as a log-in would. */
export const createAdminToken = async (container: MedusaContainer): Promise<string> => {
  const user = await container.resolve(Modules.USER).createUsers({ email: EMAIL })
  const identity = await container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [{ provider: "emailpass", entity_id: EMAIL }],
    app_metadata: { user_id: user.id },
  })
  const { projectConfig } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  return generateJwtToken(
    {
      actor_id: user.id,
      actor_type: "user",
      auth_identity_id: identity.id,
      app_metadata: { user_id: user.id },
    },
    { secret: projectConfig.http.jwtSecret, expiresIn: "1d" }
  )
}
