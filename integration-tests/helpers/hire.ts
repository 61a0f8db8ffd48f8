import assert from "node:assert"
import type { Login } from "./merchant"
import { entrance, type ShopClient } from "./shop-entrance"

interface Policy {
  id: string
  key: string
}

/** Medusa's roles allow a user what their policies name, such as "consignment_stock:read". */
export const hire = async (
  shop: ShopClient,
  name: string,
  isAllowed: (policy: string) => boolean
): Promise<Login> => {
  const { policies } = await shop.get("/admin/rbac/policies", { limit: 5000 })
  const allowed = (policies as Policy[]).filter(({ key }) => isAllowed(key))
  const { role } = await shop.post("/admin/rbac/roles", {
    name,
    policy_ids: allowed.map(({ id }) => id),
  })
  const login = { email: `${name}@example.com`, password: "consignment" }
  const { invite } = await shop.post("/admin/invites", {
    email: login.email,
    roles: [(role as { id: string }).id],
  })
  const { token } = await send("/auth/user/emailpass/register", login)
  const { token: invitation } = invite as { token: string }
  await send(`/admin/invites/accept?token=${invitation}`, { email: login.email }, String(token))
  return login
}

const send = async (
  path: string,
  body: object,
  token?: string
): Promise<Record<string, unknown>> => {
  const answer = await fetch(entrance.url + path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  assert(answer.ok, `${path} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}
