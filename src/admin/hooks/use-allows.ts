import { useQuery } from "@tanstack/react-query"
import type { Permission } from "../../http-contract/permission"
import { sdk } from "../lib/sdk"

/** Permissions change rarely, and the server has the last word. */
const FIVE_MINUTES = 300_000

/** Null where the host gives users no roles: then everything is allowed. */
const readPermissions = async (): Promise<Set<string> | null> => {
  const { feature_flags: flags } = await sdk.client.fetch<{
    feature_flags: Record<string, boolean>
  }>("/admin/feature-flags")
  if (!flags.rbac) return null
  const { permissions } = await sdk.client.fetch<{ permissions: string[] }>(
    "/admin/rbac/me/permissions"
  )
  return new Set(permissions)
}

/**
 * Says whether the user may do all of something, so that an action that the server would refuse is not offered. Until
 * the permissions were read it says yes.
 */
export const useAllows = (): ((...needed: Permission[]) => boolean) => {
  const { data } = useQuery({
    queryKey: ["consignment_permissions"],
    queryFn: readPermissions,
    staleTime: FIVE_MINUTES,
    retry: false,
  })
  return (...needed) => !data || needed.every((permission) => data.has(permission))
}
