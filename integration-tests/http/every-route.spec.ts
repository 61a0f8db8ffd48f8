import { setTimeout } from "node:timers/promises"
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils"
import type { MedusaSuiteOptions } from "@medusajs/test-utils"
import { errorCodes } from "../../src/http-contract/errors"
import { openApi, requireDocumented, type DocumentedOperation } from "../helpers/documented"
import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { hostileBodies, hostileValues, nested, sampleOf, withUnknownIds } from "../helpers/hostile"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"

/** As many as a test run has time for; with HOSTILE=all every field gets every value. */
const VALUES_PER_FIELD = process.env.HOSTILE === "all" ? Infinity : 2
const PATIENCE_MILLISECONDS = process.env.HOSTILE === "all" ? 7_200_000 : 600_000
const AT_ONCE = 8
const BOUNDED_MILLISECONDS = 30_000

interface Call {
  method: string
  path: string
  body?: string
  headers?: Record<string, string>
}

interface Fault {
  call: string
  status: number
  why: string
}

interface Operation extends DocumentedOperation {
  method: "get" | "post" | "delete"
  template: string
}

const operations: Operation[] = Object.entries(openApi.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    ...operation,
    method: method as Operation["method"],
    template,
  }))
)
const posts = operations.filter(({ requestBody }) => requestBody !== undefined)
const reads = operations.filter(({ method }) => method === "get")

const bodySchemaOf = ({ requestBody }: Operation): object =>
  requestBody?.content["application/json"]?.schema ?? {}

/** Values that take turns from field to field, so that every one meets many fields. */
const inTurn = <Value>(values: readonly Value[], turn: number): Value[] => {
  const length = Math.min(VALUES_PER_FIELD, values.length)
  return Array.from({ length }, (_, n) => values[(turn * length + n) % values.length] as Value)
}

const filled = (template: string, ids: Record<string, string>, fallback: string): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? fallback))

medusaIntegrationTestRunner({
  testSuite: (suite: MedusaSuiteOptions) => {
    const world = createLedgerWorld(suite)
    let token = ""
    beforeAll(async () => {
      token = await world.open()
    })

    const urlOf = (path: string): string =>
      `${(suite.api as { defaults: { baseURL: string } }).defaults.baseURL}${path}`

    const call = async ({ method, path, body, headers }: Call) => {
      const start = Date.now()
      const answer = await fetch(urlOf(path), {
        method: method.toUpperCase(),
        body,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
      })
      const text = await answer.text()
      return { status: answer.status, text, milliseconds: Date.now() - start }
    }

    const parsed = (text: string): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        return null
      }
    }

    const faultIn = (
      { method, path }: Call,
      { status, text, milliseconds }: Awaited<ReturnType<typeof call>>
    ): string | null => {
      if (status >= 500) return "5xx"
      if (milliseconds > BOUNDED_MILLISECONDS) return `took ${milliseconds} ms`
      const data = parsed(text)
      if (status === 400 || status === 404 || status === 409) {
        const { type, code, message } = (data ?? {}) as Record<string, unknown>
        if (typeof type !== "string" || typeof message !== "string") return "no type or message"
        if (!errorCodes.some((known) => known === code)) return "no code of the list"
      }
      try {
        if (!path.includes("?")) requireDocumented(method, path, { status, data })
        return null
      } catch (error) {
        return String(error)
      }
    }

    const shortened = (text: string): string =>
      text.length > 300 ? `${text.slice(0, 300)}… (${text.length})` : text

    /** Sends them all, a few at once, and tells of every answer that is not as it should be. */
    const faultsOf = async (calls: Call[]): Promise<Fault[]> => {
      const faults: Fault[] = []
      const waiting = [...calls]
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const answer = await call(next)
          const why = faultIn(next, answer)
          const { method, path, body = "" } = next
          if (why !== null) {
            faults.push({
              call: shortened(`${method} ${path} ${body}`),
              status: answer.status,
              why: shortened(`${why}: ${answer.text}`),
            })
          }
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      return faults
    }

    const rowsOf = async <Row>(statement: string): Promise<Row[]> => {
      const connection = world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      return (await connection.raw<{ rows: Row[] }>(statement)).rows
    }

    /** The whole ledger and the host's levels, as far as counts and sums can tell. */
    /** An announcement is deleted once it has been received, a moment after the answer. */
    const announcementsAreReceived = async () => {
      const deadline = Date.now() + 10_000
      let waiting = true
      while (waiting && Date.now() < deadline) {
        await setTimeout(50)
        const [row] = await rowsOf<{ count: string }>(
          "select count(*)::text as count from consignment_outbox"
        )
        waiting = row?.count !== "0"
      }
    }

    /** All that requests write; the mark of a job moves beside them. */
    const weighLedger = async () => {
      await announcementsAreReceived()
      const tables = await rowsOf<{ name: string }>(
        `select table_name as name from information_schema.tables
         where table_schema = 'public' and table_name like 'consignment_%'
           and table_name !~ '_(contractor|contractor_item|contractor_price|agreement|warehouse|settings|lease|catch_up_mark|catch_up_watch)$' order by 1`
      )
      expect(tables.length).toBeGreaterThan(15)
      const counts: Record<string, string> = {}
      for (const { name } of tables) {
        const [row] = await rowsOf<{ hash: string }>(
          `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${name} t`
        )
        counts[name] = row?.hash ?? ""
      }
      const levels = await rowsOf(
        `select id, raw_stocked_quantity, raw_reserved_quantity, deleted_at from inventory_level order by id`
      )
      return { counts, levels }
    }

    /** A contractor, his goods and one document of each kind, by the names that bodies and paths give them. */
    const aLedger = async () => {
      const { given, when, id } = tellOfDocuments(world, { warehouses: { LOC: {}, K: {} } })
      await given.own("3")
      const receipt = await given.receipt("L", "40", "7.50")
      const issue = await when.issues("8")
      const returned = await when.returns("1", { of: issue })
      const used = await when.issuesInternally("2")
      const usedReturn = await when.returnsInternally("1", { of: used })
      const settlement = await when.settles()
      const invoice = await when.drafts([settlement])
      const parties = {
        contractor_id: await id.contractor("A"),
        warehouse_id: await id.warehouse("LOC"),
        from_warehouse_id: await id.warehouse("LOC"),
        to_warehouse_id: await id.warehouse("K"),
        stock_location_id: await id.location("LOC"),
        inventory_item_id: await id.item("X"),
        lot_id: id.lot("L"),
      }
      const ids: Record<string, string> = {
        "goods-receipts": receipt.id,
        "goods-issues": issue.id,
        "goods-issue-returns": returned.id,
        "internal-issues": used.id,
        "internal-issue-returns": usedReturn.id,
        settlements: String(settlement.id),
        invoices: invoice.id,
        contractors: parties.contractor_id,
        warehouses: parties.warehouse_id,
      }
      const known = {
        ...parties,
        settlement_ids: [settlement.id],
        line_id: issue.lines[0]?.id,
        sku: "X",
        currency_code: "EUR",
        sales_channel_id: null,
        order_id: null,
        own_stock_location_id: null,
        customer_id: null,
        issue_strategy: "own_first",
        contractor_priority: [parties.contractor_id],
        effective_at: undefined,
        idempotency_key: undefined,
        expires_at: null,
        serial_numbers: null,
        metadata: null,
        email: "a@example.com",
        notification_email: null,
        country_code: "NL",
        language: "nl",
        time_zone: "Europe/Warsaw",
        valid_from: null,
        valid_to: null,
        cut_off: undefined,
        kind: "supplier",
      }
      const idIn = (template: string): Record<string, string> => {
        const resource = template.slice(base.length + 1).split("/")[0] ?? ""
        return {
          id: ids[resource] ?? "unknown",
          line_id: invoice.lines[0]?.id ?? "unknown",
          inventory_item_id: parties.inventory_item_id,
        }
      }
      return { known, idIn }
    }

    describe("without the right to", () => {
      const customerToken = (): string => {
        const { projectConfig } = world.container().resolve(ContainerRegistrationKeys.CONFIG_MODULE)
        return generateJwtToken(
          {
            actor_id: "cus_1",
            actor_type: "customer",
            auth_identity_id: "authid_1",
            app_metadata: { customer_id: "cus_1" },
          },
          { secret: projectConfig.http.jwtSecret, expiresIn: "1d" }
        )
      }

      const createKey = async (type: "publishable" | "secret") => {
        const keys = world.container().resolve(Modules.API_KEY)
        return await keys.createApiKeys({ title: type, type, created_by: "test" })
      }

      it("answers nobody who is not a user of the admin, on no route", async () => {
        const publishable = await createKey("publishable")
        const revoked = await createKey("secret")
        await world
          .container()
          .resolve(Modules.API_KEY)
          .revoke(revoked.id, { revoked_by: "test", revoke_in: 0 })
        const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString("base64")}`
        const strangers: Record<string, Record<string, string>> = {
          "no token": { authorization: "" },
          "a made-up token": { authorization: "Bearer eyJhbGciOiJub25lIn0.e30." },
          "a customer's token": { authorization: `Bearer ${customerToken()}` },
          "the store's key": {
            authorization: basic(publishable.token),
            "x-publishable-api-key": publishable.token,
          },
          "a revoked key": { authorization: basic(revoked.token) },
        }
        const { idIn } = await aLedger()
        const before = await weighLedger()
        const leaks: string[] = []
        for (const [who, headers] of Object.entries(strangers)) {
          for (const { method, template } of operations) {
            const path = filled(template, idIn(template), "unknown")
            const body = method === "post" ? "{}" : undefined
            const { status } = await call({ method, path, body, headers })
            if (status !== 401) leaks.push(`${who}: ${method} ${path} answered ${status}`)
          }
        }
        expect(leaks).toEqual([])
        expect(await weighLedger()).toEqual(before)
      })

      it("lets every user of the admin and every secret key in on every route, while roles are off", async () => {
        const { projectConfig } = world.container().resolve(ContainerRegistrationKeys.CONFIG_MODULE)
        const user = await world
          .container()
          .resolve(Modules.USER)
          .createUsers({ email: "u@example.com" })
        const userToken = generateJwtToken(
          {
            actor_id: user.id,
            actor_type: "user",
            auth_identity_id: "authid_2",
            app_metadata: { user_id: user.id, roles: [] },
          },
          { secret: projectConfig.http.jwtSecret, expiresIn: "1d" }
        )
        const { token: key } = await createKey("secret")
        const callers = {
          "a user without a role": `Bearer ${userToken}`,
          "a secret key": `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
        }
        const shutOut: string[] = []
        for (const [who, authorization] of Object.entries(callers)) {
          for (const { method, template } of operations) {
            const path = filled(template, {}, "unknown")
            const body = method === "post" ? "{}" : undefined
            const { status } = await call({ method, path, body, headers: { authorization } })
            if (![200, 201, 400, 404].includes(status)) {
              shutOut.push(`${who}: ${method} ${path} answered ${status}`)
            }
          }
        }
        expect(shutOut).toEqual([])
      })
    })

    describe("malformed and hostile input", () => {
      afterEach(() => world.expectLawsToHold())

      it(
        "is refused by every route that posts, and posts nothing where nothing is known",
        async () => {
          await aLedger()
          const before = await weighLedger()
          const calls = posts
            .filter(
              ({ template }) => !/\/(contractors|agreements|warehouses|settings)/.test(template)
            )
            .flatMap((operation, turn) => {
              const sample = sampleOf(bodySchemaOf(operation), {})
              const path = filled(operation.template, {}, "unknown")
              return hostileBodies(sample, (field) => inTurn(hostileValues, turn + field)).map(
                (body) => ({
                  method: "post",
                  path,
                  body: JSON.stringify(body),
                })
              )
            })
          expect(await faultsOf(calls)).toEqual([])
          expect(await weighLedger()).toEqual(before)
        },
        PATIENCE_MILLISECONDS
      )

      it(
        "is refused or taken, but fails nowhere, where everything else is known",
        async () => {
          const { known, idIn } = await aLedger()
          const calls = posts.flatMap((operation, turn) => {
            const sample = sampleOf(bodySchemaOf(operation), known)
            const path = filled(operation.template, idIn(operation.template), "unknown")
            return hostileBodies(sample, (field) => inTurn(hostileValues, turn + field + 5)).map(
              (body) => ({
                method: "post",
                path,
                body: JSON.stringify(body),
              })
            )
          })
          expect(await faultsOf(calls)).toEqual([])
        },
        PATIENCE_MILLISECONDS
      )

      it(
        "is refused in queries",
        async () => {
          const { idIn } = await aLedger()
          const texts = [
            "",
            "-1",
            "1e309",
            "99999999999999999999",
            "%00",
            "a%00b",
            "'%3B drop table consignment_lot%3B--",
            "*",
            "-",
            "__proto__",
            "constructor",
            "2026-02-30",
            "x".repeat(5_000),
            encodeURIComponent("\u{1f4a9}"),
          ]
          const calls = reads.flatMap(({ method, template, parameters }, turn) => {
            const path = filled(template, idIn(template), "unknown")
            const names = parameters.filter(({ in: where }) => where === "query")
            return [...names.map(({ name }) => name), "unheard_of"].flatMap((name, place) => {
              const forms = [
                ...texts.map((text) => `${name}=${text}`),
                ...texts.map((text) => `${name}[$gte]=${text}`),
                ...texts.map((text) => `${name}[$in][]=${text}`),
                `${name}[]=1&${name}[]=2`,
                `${name}[$unheard]=1`,
                `${name}[$or][0][id]=1`,
                `${name}[a][b][c][d][e][f][g]=1`,
              ]
              return inTurn(forms, turn + place).map((query) => ({
                method,
                path: `${path}?${query}`,
              }))
            })
          })
          const before = await weighLedger()
          expect(await faultsOf(calls)).toEqual([])
          expect(await weighLedger()).toEqual(before)
        },
        PATIENCE_MILLISECONDS
      )

      it(
        "is refused in paths",
        async () => {
          await aLedger()
          const before = await weighLedger()
          const ids = [
            "unknown",
            "%00",
            "a%00b",
            "%27%20or%20%271%27=%271",
            "..%2f..%2fusers",
            "%3Cscript%3E",
            "x".repeat(4_000),
            encodeURIComponent("\u{1f4a9}"),
            "__proto__",
            "%25s%25n",
            "*",
          ]
          const calls = operations
            .filter(({ template }) => template.includes("{"))
            .flatMap((operation) => {
              const sample = sampleOf(bodySchemaOf(operation), {})
              const body = operation.method === "post" ? JSON.stringify(sample) : undefined
              return ids.map((id) => ({
                method: operation.method,
                path: operation.template.replace(/\{\w+\}/g, () => id),
                body,
              }))
            })
          expect(await faultsOf(calls)).toEqual([])
          expect(await weighLedger()).toEqual(before)
        },
        PATIENCE_MILLISECONDS
      )

      it("answers 404 to a made-up id in the path of a read, and names it in what it posts", async () => {
        await aLedger()
        const answers: string[] = []
        for (const { method, template, requestBody } of operations) {
          if (!template.includes("{")) continue
          const path = template.replace(/\{\w+\}/g, "unknown")
          const isPost = method === "post"
          const body = isPost && !requestBody ? "{}" : undefined
          if (isPost && requestBody) continue
          const { status, text } = await call({ method, path, body })
          const { code } = (parsed(text) ?? {}) as { code?: string }
          if (status !== 404 || code !== "NOT_FOUND")
            answers.push(`${method} ${path}: ${status} ${shortened(text)}`)
        }
        expect(answers).toEqual([])
      })

      it(
        "does nothing where an id in a body names nothing",
        async () => {
          const { known, idIn } = await aLedger()
          const taken: string[] = []
          for (const operation of posts) {
            const sample = sampleOf(bodySchemaOf(operation), known)
            const path = filled(operation.template, idIn(operation.template), "unknown")
            for (const { field, body } of withUnknownIds(sample)) {
              const { status, text } = await call({
                method: "post",
                path,
                body: JSON.stringify(body),
              })
              // A route that does many things at once names those that it could not do.
              const isNamed = text.includes('"id":"unknown"') && text.includes("NOT_FOUND")
              if (status < 400 && !isNamed)
                taken.push(`${operation.template} ${field}: ${shortened(text)}`)
            }
          }
          expect(taken).toEqual([])
        },
        PATIENCE_MILLISECONDS
      )

      it(
        "is refused as a whole: no JSON, no object, brackets without end",
        async () => {
          const { idIn } = await aLedger()
          const before = await weighLedger()
          const bodies = [
            "{",
            "not json",
            "[]",
            '"text"',
            "1",
            "null",
            '{"lines": [',
            "\ud800",
            nested(50_000, ["[", "]"]),
            nested(50_000, ['{"a":', "}"]).replace(":}", ":1}"),
            `{"metadata": ${nested(20_000, ['{"a":', "}"]).replace(":}", ":1}")}}`,
            `{"lines": ${nested(20_000, ["[", "]"])}}`,
          ]
          const answers: string[] = []
          for (const { template } of posts) {
            // A route whose fields are all optional takes no body, too, and would do its work.
            const path = filled(
              template,
              /\/(reverse|cancel|post)$/.test(template) ? {} : idIn(template),
              "unknown"
            )
            for (const body of bodies) {
              const { status, milliseconds } = await call({ method: "post", path, body })
              if (status !== 400 && status !== 404) {
                answers.push(`${path} ${shortened(body).slice(0, 40)} ${status}`)
              }
              if (milliseconds > BOUNDED_MILLISECONDS)
                answers.push(`${path} took ${milliseconds} ms`)
            }
          }
          expect(answers).toEqual([])
          expect(await weighLedger()).toEqual(before)
        },
        PATIENCE_MILLISECONDS
      )

      it(
        "is refused in bounded time, however long it is",
        async () => {
          const { known } = await aLedger()
          const before = await weighLedger()
          for (const path of ["goods-receipts", "goods-issues", "stock-counts"]) {
            const operation = posts.find(({ template }) => template === `${base}/${path}`)
            const sample = sampleOf(bodySchemaOf(operation as Operation), known) as {
              lines: object[]
            }
            const body = JSON.stringify({
              ...sample,
              lines: Array.from({ length: 100_000 }, () => ({ sku: "X", quantity: "1" })),
            })
            const { status, milliseconds } = await call({
              method: "post",
              path: `${base}/${path}`,
              body,
            })
            expect([400, 413]).toContain(status)
            expect(milliseconds).toBeLessThan(BOUNDED_MILLISECONDS)
          }
          expect(await weighLedger()).toEqual(before)
        },
        PATIENCE_MILLISECONDS
      )
    })
  },
})
