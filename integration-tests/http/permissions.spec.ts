import {
  ContainerRegistrationKeys,
  FeatureFlag,
  generateJwtToken,
  Modules,
} from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { permissions } from "../../src/http-contract/permission"
import { access } from "../../src/api/access"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { createWorld } from "../helpers/world"

const base = "/admin/consignment"

interface Policy {
  id: string
  key: string
}

interface Rbac {
  listRbacPolicies: (filters: object, config: object) => Promise<Policy[]>
  createRbacRoles: (roles: { name: string }[]) => Promise<{ id: string }[]>
  createRbacRolePolicies: (rows: { role_id: string; policy_id: string }[]) => Promise<unknown>
}

const all = Object.entries(permissions).flatMap(([resource, operations]) =>
  operations.map((operation) => `${resource}:${operation}`)
)

// The runner reads the configuration, which loads the module of roles, before it reads the environment.
FeatureFlag.setFlag("rbac", true)

/** A host whose roles decide what a user may do. */
medusaIntegrationTestRunner({
  env: { MEDUSA_FF_RBAC: true },
  testSuite: (suite) => {
    const world = createWorld(suite)
    let rbac: Rbac
    let policies: Map<string, string>

    beforeAll(async () => {
      await world.open()
      rbac = world.container().resolve<Rbac>(Modules.RBAC)
      const known = await rbac.listRbacPolicies({}, { take: 10_000 })
      policies = new Map(known.map(({ key, id }) => [key, id]))
    })

    /** The token of a user with one role that allows this and nothing else. */
    const userWith = async (allowed: string[]): Promise<string> => {
      const [role] = await rbac.createRbacRoles([{ name: `Role ${Math.random()}` }])
      const roleId = role?.id ?? ""
      const granted = allowed.map((key) => ({
        role_id: roleId,
        policy_id: policies.get(key) ?? key,
      }))
      if (granted.length > 0) await rbac.createRbacRolePolicies(granted)
      return tokenOf([roleId])
    }

    const tokenOf = (roles: string[]): string => {
      const { projectConfig } = world.container().resolve(ContainerRegistrationKeys.CONFIG_MODULE)
      const actor = { actor_id: "user_1", actor_type: "user", auth_identity_id: "authid_1" }
      return generateJwtToken(
        { ...actor, app_metadata: { user_id: "user_1", roles } },
        { secret: projectConfig.http.jwtSecret, expiresIn: "1d" }
      )
    }

    const call = async (operation: string, authorization: string) => {
      const [method = "", path = ""] = operation.split(" ")
      const { baseURL } = (suite.api as { defaults: { baseURL: string } }).defaults
      const answer = await fetch(`${baseURL}${base}${path.replace(/:\w+/g, "x")}`, {
        method: method.toUpperCase(),
        headers: { authorization, "content-type": "application/json" },
        ...(method === "post" ? { body: "{}" } : {}),
      })
      return { status: answer.status, text: await answer.text() }
    }

    /** Operations that did not answer as they should have. */
    const others = async (
      isAsExpected: (status: number) => boolean,
      authorizationFor: (operation: string) => Promise<string>
    ): Promise<string[]> => {
      const found: string[] = []
      for (const operation of Object.keys(access)) {
        const { status, text } = await call(operation, await authorizationFor(operation))
        if (!isAsExpected(status)) found.push(`${operation}: ${status} ${text}`)
      }
      return found
    }

    it("offers every permission of ours to roles", () => {
      expect(all.filter((key) => !policies.has(key))).toEqual([])
    })

    it("answers 403 on every route to a role that allows nothing, and to a user without a role", async () => {
      const nothing = await userWith([])
      expect(
        await others(
          (status) => status === 403,
          async () => `Bearer ${nothing}`
        )
      ).toEqual([])
      const nobody = tokenOf([])
      expect(
        await others(
          (status) => status === 403,
          async () => `Bearer ${nobody}`
        )
      ).toEqual([])
    })

    it("answers 403 on every route to a role that allows everything else", async () => {
      const tokens = new Map<string, Promise<string>>()
      const lacking = (operation: string): Promise<string> => {
        const [needed = ""] = access[operation] ?? []
        const token = tokens.get(needed) ?? userWith(all.filter((key) => key !== needed))
        tokens.set(needed, token)
        return token.then((text) => `Bearer ${text}`)
      }
      expect(await others((status) => status === 403, lacking)).toEqual([])
    })

    it("lets a role do exactly what its permissions say", async () => {
      const tokens = new Map<string, Promise<string>>()
      const holding = (operation: string): Promise<string> => {
        const needed = [...(access[operation] ?? [])]
        const key = needed.join()
        const token = tokens.get(key) ?? userWith(needed)
        tokens.set(key, token)
        return token.then((text) => `Bearer ${text}`)
      }
      const isLetIn = (status: number) => [200, 201, 400, 404].includes(status)
      expect(await others(isLetIn, holding)).toEqual([])
    })

    it("answers 403 to secret API keys, which the host gives no role", async () => {
      const key = await world.container().resolve(Modules.API_KEY).createApiKeys({
        title: "Till",
        type: "secret",
        created_by: "user_1",
      })
      const basic = `Basic ${Buffer.from(`${key.token}:`).toString("base64")}`
      expect(
        await others(
          (status) => status === 403,
          async () => basic
        )
      ).toEqual([])
    })

    it("lets a search find only what the user may read", async () => {
      await world
        .container()
        .resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        .createContractor({ code: "SEARCHED", name: "Searched" })
      const find = async (allowed: string[]) =>
        JSON.parse(
          (await call("get /search?q=searched", `Bearer ${await userWith(allowed)}`)).text
        ) as {
          results: { kind: string }[]
        }
      expect(await find(["consignment_stock:read"])).toEqual({ results: [] })
      const found = await find(["consignment_stock:read", "consignment_contractor:read"])
      expect(found.results).toEqual([expect.objectContaining({ kind: "contractor" })])
    })

    it("names what is missing", async () => {
      const token = await userWith(["consignment_goods_receipt:read"])
      expect((await call("get /goods-receipts", `Bearer ${token}`)).status).toBe(200)
      const refused = await call("post /goods-receipts", `Bearer ${token}`)
      expect(refused.status).toBe(403)
      expect(JSON.parse(refused.text)).toMatchObject({
        type: "forbidden",
        message: expect.stringContaining("consignment_goods_receipt:post") as string,
      })
    })
  },
})
