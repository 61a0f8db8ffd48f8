import { hasPermission } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { splitPermission, type Permission } from "../http-contract/permission"

/** Says whether the user of a request may do something; while the host gives users no roles, they may do everything. */
export type Allows = (needed: Permission) => Promise<boolean>

export const allowing = (req: AuthenticatedMedusaRequest): Allows => {
  const { roles } = req.auth_context.app_metadata as { roles?: string[] }
  return async (needed) =>
    await hasPermission({
      roles: roles ?? [],
      actions: splitPermission(needed),
      container: req.scope,
    })
}
