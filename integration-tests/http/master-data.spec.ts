import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import type { Agreement } from "../../src/http-contract/agreement"
import type { Deleted } from "../../src/http-contract/common"
import type { Contractor } from "../../src/http-contract/contractor"
import type { ContractorItem } from "../../src/http-contract/contractor-item"
import type { Settings } from "../../src/http-contract/settings"
import type { Warehouse } from "../../src/http-contract/warehouse"
import {
  ConsignmentEvents,
  createAgreementWorkflow,
  createContractorWorkflow,
  createWarehouseWorkflow,
  deleteAgreementWorkflow,
  deleteContractorWorkflow,
  deleteWarehouseWorkflow,
  markContractorItemsWorkflow,
  unmarkContractorItemWorkflow,
  updateAgreementWorkflow,
  updateContractorWorkflow,
  updateSettingsWorkflow,
  updateWarehouseWorkflow,
} from "../../src/workflows"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createWorld } from "../helpers/world"

const base = "/admin/consignment"
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const text = expect.any(String) as string

type Listed<Plural extends string, Row> = Record<Plural, Row[]> & {
  count: number
  offset: number
  limit: number
}

/** Hooks of other developers, made to fail: what the workflow did before has to be undone. */
let hooksFail = false
const failing = async () => {
  if (hooksFail) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook fails.")
}
createAgreementWorkflow.hooks.agreementCreated(failing)
createContractorWorkflow.hooks.contractorCreated(failing)
createWarehouseWorkflow.hooks.warehouseCreated(failing)
deleteAgreementWorkflow.hooks.agreementDeleted(failing)
deleteContractorWorkflow.hooks.contractorDeleted(failing)
deleteWarehouseWorkflow.hooks.warehouseDeleted(failing)
markContractorItemsWorkflow.hooks.contractorItemsMarked(failing)
unmarkContractorItemWorkflow.hooks.contractorItemUnmarked(failing)
updateAgreementWorkflow.hooks.agreementUpdated(failing)
updateContractorWorkflow.hooks.contractorUpdated(failing)
updateSettingsWorkflow.hooks.settingsUpdated(failing)
updateWarehouseWorkflow.hooks.warehouseUpdated(failing)

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)
    const { admin, anyone, given } = world

    beforeAll(() => world.open())
    afterEach(() => {
      hooksFail = false
    })

    /** An open lot without the document that made it. */
    const lie = async (lot: {
      contractor_id: string
      warehouse: Warehouse
      inventory_item_id: string
      quantity: string
    }): Promise<void> => {
      const connection = world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await connection.transaction(async (transaction) => {
        await transaction.raw(`set local session_replication_role = replica`)
        await transaction.raw(
          `insert into consignment_lot (id, document_id, line_id, line_index, contractor_id, warehouse_id,
           stock_location_id, inventory_item_id, direction, received_at, unit_cost, currency_code,
           quantity_received, quantity_remaining)
         values ('conlot_1', 'condoc_1', 'condocl_1', 0, ?, ?, ?, ?, ?, now(), 1, 'EUR', ?, ?)`,
          [
            lot.contractor_id,
            lot.warehouse.id,
            lot.warehouse.stock_location_id,
            lot.inventory_item_id,
            lot.warehouse.direction,
            lot.quantity,
            lot.quantity,
          ]
        )
      })
    }

    it.each([
      ["GET", "contractors"],
      ["POST", "contractors"],
      ["GET", "contractors/x"],
      ["POST", "contractors/x"],
      ["DELETE", "contractors/x"],
      ["GET", "contractors/x/items"],
      ["POST", "contractors/x/items"],
      ["DELETE", "contractors/x/items/y"],
      ["GET", "agreements"],
      ["POST", "agreements"],
      ["GET", "agreements/x"],
      ["POST", "agreements/x"],
      ["DELETE", "agreements/x"],
      ["GET", "warehouses"],
      ["POST", "warehouses"],
      ["GET", "warehouses/x"],
      ["POST", "warehouses/x"],
      ["DELETE", "warehouses/x"],
      ["GET", "settings"],
      ["POST", "settings"],
    ])("lets nobody %s /%s without a token", async (method, path) => {
      const verb = method.toLowerCase() as "get" | "post" | "delete"
      expect((await anyone[verb](`${base}/${path}`)).status).toBe(401)
    })

    it.each([
      ["get", "contractors/x"],
      ["post", "contractors/x"],
      ["delete", "contractors/x"],
      ["get", "contractors/x/items"],
      ["delete", "contractors/x/items/y"],
      ["get", "agreements/x"],
      ["post", "agreements/x"],
      ["delete", "agreements/x"],
      ["get", "warehouses/x"],
      ["post", "warehouses/x"],
      ["delete", "warehouses/x"],
    ] as const)("answers %s /%s with NOT_FOUND", async (verb, path) => {
      expectRefusal(await admin[verb](`${base}/${path}`), "NOT_FOUND")
    })

    describe("contractors", () => {
      const url = `${base}/contractors`

      it("keeps everything that is said of a contractor", async () => {
        const customer = await given.customer()
        const body = {
          code: "ACME",
          name: "O'Neill & \\ Söhne? “Ltd”",
          email: "acme@example.com",
          tax_id: "PL5260250274",
          country_code: "PL",
          address: { address_1: "Prosta 1", city: "Warszawa" },
          customer_id: customer.id,
          language: "pl",
          metadata: { tier: "gold", tags: ["a", "b"] },
        }
        const created = await admin.post<{ contractor: Contractor }>(url, body)
        const expected = { ...body, id: text, created_at: instant, updated_at: instant }
        expect(created).toEqual({ status: 200, data: { contractor: expected } })

        const read = await admin.get(`${url}/${created.data.contractor.id}`)
        expect(read).toEqual({ status: 200, data: created.data })
      })

      it("answers null for what was left out", async () => {
        const contractor = await given.contractor({ code: "ACME", name: "Acme" })
        expect(contractor).toEqual({
          id: text,
          code: "ACME",
          name: "Acme",
          email: null,
          tax_id: null,
          country_code: null,
          address: null,
          customer_id: null,
          language: null,
          metadata: null,
          created_at: instant,
          updated_at: instant,
        })
      })

      it("refuses a malformed body with the path of every field", async () => {
        const answer = await admin.post(url, { name: "Acme", email: "nobody", colour: "red" })
        expectInvalid(answer, "code", "email", "colour")
      })

      it("refuses text that the database cannot hold", async () => {
        expectInvalid(await admin.post(url, { code: "A\u0000", name: "Acme" }), "code")
      })

      it("refuses an unknown customer", async () => {
        const body = { code: "ACME", name: "Acme", customer_id: "cus_unknown" }
        expectInvalid(await admin.post(url, body), "customer_id")
        const { id } = await given.contractor()
        expectInvalid(
          await admin.post(`${url}/${id}`, { customer_id: "cus_unknown" }),
          "customer_id"
        )
      })

      it("refuses a code that is taken", async () => {
        const { id } = await given.contractor({ code: "ACME" })
        expectInvalid(await admin.post(url, { code: "ACME", name: "Other" }), "code")
        const other = await given.contractor()
        expectInvalid(await admin.post(`${url}/${other.id}`, { code: "ACME" }), "code")
        expect((await admin.post(`${url}/${id}`, { code: "ACME" })).status).toBe(200)
      })

      it("gives a code to one of two who ask at once", async () => {
        const answers = await Promise.all(
          ["First", "Second"].map((name) => admin.post(url, { code: "ACME", name }))
        )
        const [accepted, refused] = answers.sort((a, b) => a.status - b.status)
        expect(accepted?.status).toBe(200)
        expectInvalid(refused as (typeof answers)[number], "code")
      })

      it("changes what is named and keeps the rest", async () => {
        const { id } = await given.contractor({
          code: "ACME",
          name: "Acme",
          email: "acme@example.com",
          address: { city: "Warszawa" },
          metadata: { tier: "gold", old: true },
        })
        const change = {
          name: "Acme Ltd",
          email: null,
          address: { city: "Kraków" },
          metadata: { tier: "silver", old: "" },
        }
        const answer = await admin.post(`${url}/${id}`, change)
        expect(answer).toMatchObject({
          status: 200,
          data: {
            contractor: {
              code: "ACME",
              name: "Acme Ltd",
              email: null,
              address: { city: "Kraków" },
              metadata: { tier: "silver" },
            },
          },
        })
      })

      it("deletes a contractor, whose code is free again", async () => {
        const { id } = await given.contractor({ code: "ACME" })
        const answer = await admin.delete<Deleted<"contractor">>(`${url}/${id}`)
        expect(answer).toEqual({ status: 200, data: { id, object: "contractor", deleted: true } })
        expectRefusal(await admin.get(`${url}/${id}`), "NOT_FOUND")
        expectRefusal(await admin.delete(`${url}/${id}`), "NOT_FOUND")
        expect((await given.contractor({ code: "ACME" })).code).toBe("ACME")
      })

      it("keeps a contractor whose goods lie here", async () => {
        const { contractor, warehouse, item } = await given.supplier()
        await lie({
          contractor_id: contractor.id,
          warehouse,
          inventory_item_id: item.id,
          quantity: "2.5",
        })
        const answer = await admin.delete(`${url}/${contractor.id}`)
        expectRefusal(answer, "CONSIGNED_STOCK_PRESENT", { quantity: "2.5" })
        expect((await admin.get(`${url}/${contractor.id}`)).status).toBe(200)
      })

      it("lists by page, order, text, filter and fields", async () => {
        for (const [code, name] of [
          ["A", "Alpha"],
          ["B", "Beta"],
          ["C", "Gamma"],
        ]) {
          await given.contractor({ code, name })
        }
        const list = async (parameters: object) =>
          (await admin.get<Listed<"contractors", Contractor>>(url, parameters)).data
        const codes = async (parameters: object) =>
          (await list(parameters)).contractors.map((contractor) => contractor.code)

        expect(await codes({})).toEqual(["C", "B", "A"])
        expect(await codes({ order: "name" })).toEqual(["A", "B", "C"])
        expect(await codes({ q: "amm" })).toEqual(["C"])
        expect(await codes({ code: ["A", "C"], order: "-code" })).toEqual(["C", "A"])
        expect(await codes({ name: { $ne: "Beta" }, order: "code" })).toEqual(["A", "C"])
        expect(await codes({ code: { $in: "B" } })).toEqual(["B"])
        expect(await codes({ created_at: { $gte: "2999-01-01" } })).toEqual([])
        expect(await codes({ created_at: { $lt: "2999-01-01" }, code: "B" })).toEqual(["B"])
        expect(await list({ limit: 1, offset: 1, order: "code", fields: "code" })).toEqual({
          contractors: [{ id: text, code: "B" }],
          count: 3,
          offset: 1,
          limit: 1,
        })
        const [first] = (await list({ fields: "-metadata,+code" })).contractors
        expect(first).toHaveProperty("name")
        expect(first).not.toHaveProperty("metadata")
      })

      it.each([
        ["limit", "0"],
        ["limit", "1001"],
        ["limit", "many"],
        ["offset", "-1"],
        ["order", "colour"],
        ["order", "-"],
        ["created_at", "yesterday"],
        ["colour", "red"],
      ])("refuses to list with %s=%s", async (path, value) => {
        expectInvalid(await admin.get(url, { [path]: value }), path)
      })

      it("answers the fields named of one", async () => {
        const { id } = await given.contractor({ code: "ACME" })
        const answer = await admin.get(`${url}/${id}`, { fields: "code" })
        expect(answer.data).toEqual({ contractor: { id, code: "ACME" } })
        expectInvalid(await admin.get(`${url}/${id}`, { limit: 1 }), "limit")
      })
    })

    describe("items of a contractor", () => {
      const urlOf = (contractor: Contractor) => `${base}/contractors/${contractor.id}/items`

      it("marks items by id, by SKU and by both, in the order of the lines", async () => {
        const contractor = await given.contractor()
        const [a, b, c] = [await given.item(), await given.item(), await given.item()]
        const answer = await admin.post<{ items: ContractorItem[] }>(urlOf(contractor), {
          items: [
            { sku: b.sku, contractor_sku: "THEIRS", unit_cost: "12.500", pack_size: 6 },
            { inventory_item_id: a.id },
            { inventory_item_id: c.id, sku: c.sku, unit_cost: 0.000001 },
          ],
        })
        const rest = {
          id: text,
          contractor_id: contractor.id,
          created_at: instant,
          updated_at: instant,
        }
        expect(answer).toEqual({
          status: 200,
          data: {
            items: [
              {
                ...rest,
                inventory_item_id: b.id,
                sku: b.sku,
                contractor_sku: "THEIRS",
                unit_cost: "12.5",
                pack_size: "6",
              },
              {
                ...rest,
                inventory_item_id: a.id,
                sku: a.sku,
                contractor_sku: null,
                unit_cost: null,
                pack_size: null,
              },
              {
                ...rest,
                inventory_item_id: c.id,
                sku: c.sku,
                contractor_sku: null,
                unit_cost: "0.000001",
                pack_size: null,
              },
            ],
          },
        })
      })

      it("changes a mark that exists, keeps what is left out, and takes away what is null", async () => {
        const contractor = await given.contractor()
        const item = await given.item()
        const first = { sku: item.sku, contractor_sku: "THEIRS", unit_cost: "5", pack_size: "6" }
        const [before] = await given.marks(contractor.id, [first])
        const [after] = await given.marks(contractor.id, [
          { inventory_item_id: item.id, unit_cost: "5.25", pack_size: null },
        ])
        expect(after).toMatchObject({
          id: before?.id,
          contractor_sku: "THEIRS",
          unit_cost: "5.25",
          pack_size: null,
        })
      })

      it("lists the marks of one contractor only, and one item may have several owners", async () => {
        const [contractor, other] = [await given.contractor(), await given.contractor()]
        const [a, b] = [await given.item("A"), await given.item("B")]
        await given.marks(contractor.id, [{ sku: "A" }, { sku: "B", contractor_sku: "THEIRS" }])
        await given.marks(other.id, [{ sku: "A" }])

        const list = (parameters: object) =>
          admin.get<Listed<"items", ContractorItem>>(urlOf(contractor), parameters)
        const { data } = await list({ order: "sku" })
        expect(data).toMatchObject({ count: 2, offset: 0, limit: 50 })
        expect(data.items.map((item) => item.inventory_item_id)).toEqual([a.id, b.id])
        expect((await list({ q: "their" })).data.items).toHaveLength(1)
        expect((await list({ sku: "A" })).data.count).toBe(1)
      })

      it("names every line whose item is unknown or has another SKU", async () => {
        const contractor = await given.contractor()
        const [a, b] = [await given.item(), await given.item()]
        const answer = await admin.post(urlOf(contractor), {
          items: [
            { sku: "NOWHERE" },
            { sku: a.sku },
            { inventory_item_id: "iitem_unknown" },
            { inventory_item_id: a.id, sku: b.sku },
          ],
        })
        expectRefusal(answer, "UNKNOWN_ITEM", {
          lines: [0, 2, 3].map(
            (index) =>
              expect.objectContaining({ index, code: "UNKNOWN_ITEM", message: text }) as object
          ),
        })
        expect((await admin.get(urlOf(contractor))).data).toMatchObject({ count: 0 })
      })

      it("names every line that is malformed", async () => {
        const contractor = await given.contractor()
        const answer = await admin.post(urlOf(contractor), {
          items: [
            { contractor_sku: "THEIRS" },
            { sku: "A", unit_cost: "1.2345678" },
            { sku: "A", pack_size: "0" },
          ],
        })
        expectRefusal(answer, "INVALID_DATA", {
          lines: [
            expect.objectContaining({ index: 0 }) as object,
            expect.objectContaining({ index: 1, path: "unit_cost" }) as object,
            expect.objectContaining({ index: 2, path: "pack_size" }) as object,
          ],
        })
      })

      it("refuses an item that is named twice, and no items at all", async () => {
        const contractor = await given.contractor()
        const item = await given.item()
        const items = [{ sku: item.sku }, { inventory_item_id: item.id }]
        expectRefusal(await admin.post(urlOf(contractor), { items }), "INVALID_DATA", {
          lines: [
            expect.objectContaining({ index: 0 }) as object,
            expect.objectContaining({ index: 1 }) as object,
          ],
        })
        expectInvalid(await admin.post(urlOf(contractor), { items: [] }), "items")
      })

      it("knows no contractor of an unknown id", async () => {
        const item = await given.item()
        const answer = await admin.post(`${base}/contractors/x/items`, {
          items: [{ sku: item.sku }],
        })
        expectRefusal(answer, "NOT_FOUND")
      })

      it("takes a mark away, which may come back", async () => {
        const { contractor, item } = await given.supplier()
        const url = `${urlOf(contractor)}/${item.id}`
        expect(await admin.delete(url)).toEqual({
          status: 200,
          data: { id: item.id, object: "contractor_item", deleted: true },
        })
        expectRefusal(await admin.delete(url), "NOT_FOUND")
        expect(await given.marks(contractor.id, [{ sku: item.sku }])).toHaveLength(1)
      })

      it("keeps the mark of an item of which goods lie here", async () => {
        const { contractor, warehouse, item } = await given.supplier()
        const other = await given.item()
        await given.marks(contractor.id, [{ sku: other.sku }])
        await lie({
          contractor_id: contractor.id,
          warehouse,
          inventory_item_id: item.id,
          quantity: "3",
        })
        const answer = await admin.delete(`${urlOf(contractor)}/${item.id}`)
        expectRefusal(answer, "CONSIGNED_STOCK_PRESENT", { quantity: "3" })
        expect((await admin.delete(`${urlOf(contractor)}/${other.id}`)).status).toBe(200)
      })

      it("marks ten thousand items in one go, and not one more", async () => {
        const contractor = await given.contractor()
        await world
          .container()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw(
            `insert into inventory_item (id, sku) select 'iitem_' || n, 'BULK-' || n from generate_series(1, 10001) n`
          )
        const named = (count: number) =>
          Array.from({ length: count }, (_, index) => ({
            sku: `BULK-${index + 1}`,
            contractor_sku: `THEIRS-${index + 1}`,
            unit_cost: "1.25",
          }))
        const answer = await admin.post<{ items: ContractorItem[] }>(urlOf(contractor), {
          items: named(10_000),
        })
        expect(answer.status).toBe(200)
        expect(answer.data.items).toHaveLength(10_000)
        expect(answer.data.items[9_999]).toMatchObject({ sku: "BULK-10000", unit_cost: "1.25" })
        expectInvalid(await admin.post(urlOf(contractor), { items: named(10_001) }), "items")
      })
    })

    describe("agreements", () => {
      const url = `${base}/agreements`

      it("has the terms of the contract unless others are named", async () => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "eur" }
        const created = await admin.post<{ agreement: Agreement }>(url, body)
        expect(created).toEqual({
          status: 200,
          data: {
            agreement: {
              id: text,
              contractor_id: contractor.id,
              direction: "inbound",
              currency_code: "EUR",
              valid_from: null,
              valid_to: null,
              net_returns: true,
              count_loss_liability: "consignee",
              settlement_every: null,
              time_zone: "UTC",
              return_within_days: null,
              grace_days: null,
              notification_email: null,
              price_basis: "lot_cost",
              commission_percent: null,
              transport_paid_by: null,
              prices_on_notes: true,
              metadata: null,
              created_at: instant,
              updated_at: instant,
            },
          },
        })
        const read = await admin.get(`${url}/${created.data.agreement.id}`)
        expect(read).toEqual({ status: 200, data: created.data })
      })

      it("keeps other terms, its days counted in its time zone", async () => {
        const contractor = await given.contractor()
        const terms = {
          net_returns: false,
          count_loss_liability: "consignor" as const,
          settlement_every: { unit: "month" as const, count: 2 },
          time_zone: "Europe/Warsaw",
          return_within_days: 14,
          grace_days: 0,
          notification_email: "accounts@example.com",
          transport_paid_by: "consignee" as const,
          prices_on_notes: false,
          metadata: { signed: true },
        }
        const agreement = await given.agreement({
          contractor_id: contractor.id,
          direction: "outbound",
          currency_code: "PLN",
          valid_from: "2026-01-01",
          valid_to: "2026-06-30",
          ...terms,
        })
        expect(agreement).toMatchObject({
          ...terms,
          direction: "outbound",
          currency_code: "PLN",
          valid_from: "2025-12-31T23:00:00.000Z",
          valid_to: "2026-06-30T21:59:59.999Z",
        })
      })

      it("changes its terms and its bounds", async () => {
        const contractor = await given.contractor()
        const { id } = await given.agreement({
          contractor_id: contractor.id,
          time_zone: "Europe/Warsaw",
          valid_from: "2026-01-01",
          settlement_every: { unit: "week", count: 1 },
        })
        const answer = await admin.post<{ agreement: Agreement }>(`${url}/${id}`, {
          valid_to: "2026-12-31",
          net_returns: false,
          settlement_every: null,
        })
        expect(answer).toMatchObject({
          status: 200,
          data: {
            agreement: {
              valid_from: "2025-12-31T23:00:00.000Z",
              valid_to: "2026-12-31T22:59:59.999Z",
              net_returns: false,
              settlement_every: null,
              time_zone: "Europe/Warsaw",
            },
          },
        })
      })

      it("keeps its contractor, direction and currency", async () => {
        const contractor = await given.contractor()
        const { id } = await given.agreement({ contractor_id: contractor.id })
        const change = { contractor_id: contractor.id, direction: "outbound", currency_code: "PLN" }
        const answer = await admin.post(`${url}/${id}`, change)
        expectInvalid(answer, "contractor_id", "direction", "currency_code")
      })

      it.each([
        ["direction", "sideways"],
        ["currency_code", "EURO"],
        ["valid_from", "01.01.2026"],
        ["valid_from", "0001-01-01"],
        ["valid_to", "2026-02-30"],
        ["time_zone", "Europe/Atlantis"],
        ["time_zone", "+02:00"],
        ["settlement_every", "monthly"],
        ["count_loss_liability", "nobody"],
        ["return_within_days", -1],
        ["price_basis", "retail"],
        ["commission_percent", "100.01"],
        ["transport_paid_by", "nobody"],
        ["commission_percent", "40"],
      ])("refuses %s %s", async (path, value) => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "EUR" }
        expectInvalid(await admin.post(url, { ...body, [path]: value }), path)
      })

      it("has a share of the sale only with a commission, and only with a contractor", async () => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "EUR" }
        const commission = { price_basis: "commission" as const, commission_percent: "40.5" }
        const outbound = { ...body, ...commission, direction: "outbound" }
        expectInvalid(await admin.post(url, outbound), "price_basis")
        const withoutShare = { ...body, price_basis: "commission" }
        expectInvalid(await admin.post(url, withoutShare), "commission_percent")

        const { id } = await given.agreement({ contractor_id: contractor.id, ...commission })
        const change = async (changed: object) =>
          (await admin.post<{ agreement: Agreement }>(`${url}/${id}`, changed)).data.agreement
        expect(await change({ commission_percent: "30" })).toMatchObject({
          price_basis: "commission",
          commission_percent: "30",
        })
        expectInvalid(
          await admin.post(`${url}/${id}`, { commission_percent: null }),
          "commission_percent"
        )
        expect(await change({ price_basis: "lot_cost" })).toMatchObject({
          price_basis: "lot_cost",
          commission_percent: null,
        })
      })

      it("refuses an interval of no length", async () => {
        const contractor = await given.contractor()
        const body = { contractor_id: contractor.id, direction: "inbound", currency_code: "EUR" }
        const settlement_every = { unit: "month", count: 0 }
        const answer = await admin.post(url, { ...body, settlement_every })
        expectInvalid(answer, "settlement_every.count")
      })

      it("refuses an unknown contractor and an unknown currency at once", async () => {
        const body = { contractor_id: "x", direction: "inbound", currency_code: "XXQ" }
        expectInvalid(await admin.post(url, body), "contractor_id", "currency_code")
      })

      it("refuses to end before it begins", async () => {
        const { id: contractor_id } = await given.contractor()
        const bounds = { valid_from: "2026-02-01", valid_to: "2026-01-31" }
        const body = { contractor_id, direction: "inbound", currency_code: "EUR", ...bounds }
        expectRefusal(await admin.post(url, body), "INVALID_DATA", { path: "valid_to" })
        const { id } = await given.agreement({ contractor_id, valid_from: "2026-02-01" })
        const answer = await admin.post(`${url}/${id}`, { valid_to: "2026-01-31" })
        expectRefusal(answer, "INVALID_DATA", { path: "valid_to" })
      })

      it("refuses a second one in force, another direction, currency or time apart", async () => {
        const { id: contractor_id } = await given.contractor()
        const first = await given.agreement({ contractor_id, valid_to: "2026-06-30" })
        const body = { contractor_id, direction: "inbound", currency_code: "EUR" }
        expectRefusal(await admin.post(url, body), "AGREEMENT_OVERLAP", {
          agreement_ids: [first.id],
        })
        await given.agreement({ contractor_id, direction: "outbound" })
        await given.agreement({ contractor_id, currency_code: "PLN" })
        const second = await given.agreement({ contractor_id, valid_from: "2026-07-01" })

        const earlier = { valid_from: "2026-06-30" }
        expectRefusal(await admin.post(`${url}/${second.id}`, earlier), "AGREEMENT_OVERLAP")
        expect((await admin.post(`${url}/${second.id}`, { grace_days: 3 })).status).toBe(200)
      })

      it("lets one of two in that are made at once", async () => {
        const { id: contractor_id } = await given.contractor()
        const body = { contractor_id, direction: "inbound", currency_code: "EUR" }
        const answers = await Promise.all([admin.post(url, body), admin.post(url, body)])
        const [accepted, refused] = answers.sort((a, b) => a.status - b.status)
        expect(accepted?.status).toBe(200)
        expectRefusal(refused, "AGREEMENT_OVERLAP")
      })

      it("lists by contractor, direction, currency and bounds", async () => {
        const { id: contractor_id } = await given.contractor()
        const eur = await given.agreement({ contractor_id, valid_from: "2026-01-01" })
        const pln = await given.agreement({ contractor_id, currency_code: "PLN" })
        const out = await given.agreement({ contractor_id, direction: "outbound" })
        const ids = async (parameters: object) =>
          (
            await admin.get<Listed<"agreements", Agreement>>(url, { order: "id", ...parameters })
          ).data.agreements.map((agreement) => agreement.id)

        expect(await ids({ contractor_id })).toEqual([eur.id, pln.id, out.id])
        expect(await ids({ contractor_id: "x" })).toEqual([])
        expect(await ids({ direction: "outbound" })).toEqual([out.id])
        expect(await ids({ currency_code: "pln" })).toEqual([pln.id])
        expect(await ids({ valid_from: { $gte: "2026-01-01" } })).toEqual([eur.id])
      })
    })

    describe("warehouses", () => {
      const url = `${base}/warehouses`

      it("is called as its location, and own stock lies with it, unless said otherwise", async () => {
        const location = await given.stockLocation("Warszawa")
        const body = { stock_location_id: location.id, direction: "inbound" }
        const created = await admin.post<{ warehouse: Warehouse }>(url, body)
        expect(created).toEqual({
          status: 200,
          data: {
            warehouse: {
              id: text,
              stock_location_id: location.id,
              name: "Warszawa",
              direction: "inbound",
              contractor_id: null,
              own_stock_location_id: location.id,
              branch_code: null,
              issue_strategy: null,
              expired_lots: "warn",
              contractor_priority: null,
              notification_email: null,
              metadata: null,
              created_at: instant,
              updated_at: instant,
            },
          },
        })
        const read = await admin.get(`${url}/${created.data.warehouse.id}`)
        expect(read).toEqual({ status: 200, data: created.data })
      })

      it("keeps everything that is said of it", async () => {
        const [a, b] = [await given.contractor(), await given.contractor()]
        const body = {
          stock_location_id: (await given.stockLocation()).id,
          name: "Shop of A",
          direction: "outbound" as const,
          contractor_id: a.id,
          own_stock_location_id: (await given.stockLocation()).id,
          branch_code: "WAW",
          issue_strategy: "contractor_priority",
          contractor_priority: [b.id, a.id],
          notification_email: "shop@example.com",
          metadata: { floor: 2 },
        }
        expect(await given.warehouse(body)).toMatchObject(body)
      })

      it("refuses an outbound one without its customer", async () => {
        const { id: stock_location_id } = await given.stockLocation()
        expectInvalid(
          await admin.post(url, { stock_location_id, direction: "outbound" }),
          "contractor_id"
        )
        const { id } = await given.warehouse()
        const answer = await admin.post(`${url}/${id}`, { direction: "outbound" })
        expectRefusal(answer, "INVALID_DATA", { path: "contractor_id" })
      })

      it("refuses everything at once that does not exist", async () => {
        const { id } = await given.contractor()
        const unknown = {
          stock_location_id: "sloc_x",
          own_stock_location_id: "sloc_y",
          contractor_id: "concon_x",
          contractor_priority: [id, "concon_x"],
          issue_strategy: "newest_first",
        }
        const paths = [
          "stock_location_id",
          "own_stock_location_id",
          "contractor_id",
          "contractor_priority.1",
          "issue_strategy",
        ]
        expectInvalid(await admin.post(url, { ...unknown, direction: "inbound" }), ...paths)
        const warehouse = await given.warehouse()
        expectInvalid(await admin.post(`${url}/${warehouse.id}`, unknown), ...paths)
      })

      it("refuses a second one at a location", async () => {
        const [first, second] = [await given.warehouse(), await given.warehouse()]
        const { stock_location_id } = first
        const body = { stock_location_id, direction: "inbound" }
        expectInvalid(await admin.post(url, body), "stock_location_id")
        const answer = await admin.post(`${url}/${second.id}`, { stock_location_id })
        expectInvalid(answer, "stock_location_id")
      })

      it("changes what is named and keeps the rest", async () => {
        const warehouse = await given.warehouse({ branch_code: "WAW", issue_strategy: "fifo" })
        const location = await given.stockLocation()
        const change = { stock_location_id: location.id, name: "Kraków", issue_strategy: null }
        const answer = await admin.post(`${url}/${warehouse.id}`, change)
        expect(answer).toMatchObject({
          status: 200,
          data: {
            warehouse: {
              stock_location_id: location.id,
              own_stock_location_id: location.id,
              name: "Kraków",
              branch_code: "WAW",
              issue_strategy: null,
            },
          },
        })
      })

      it("stays where it is and in its direction while consigned goods lie there", async () => {
        const { contractor, warehouse, item } = await given.supplier()
        await lie({
          contractor_id: contractor.id,
          warehouse,
          inventory_item_id: item.id,
          quantity: "4",
        })
        const { id: stock_location_id } = await given.stockLocation()
        const change = (body: object) => admin.post(`${url}/${warehouse.id}`, body)
        const details = { quantity: "4" }
        expectRefusal(await change({ stock_location_id }), "CONSIGNED_STOCK_PRESENT", details)
        expectRefusal(
          await change({ direction: "outbound", contractor_id: contractor.id }),
          "CONSIGNED_STOCK_PRESENT",
          details
        )
        expect((await change({ name: "Renamed", direction: "inbound" })).status).toBe(200)
      })

      it("lists by location, direction and contractor", async () => {
        const { id: contractor_id } = await given.contractor()
        const inbound = await given.warehouse()
        const outbound = await given.warehouse({ direction: "outbound", contractor_id })
        const ids = async (parameters: object) =>
          (
            await admin.get<Listed<"warehouses", Warehouse>>(url, { order: "id", ...parameters })
          ).data.warehouses.map((warehouse) => warehouse.id)

        expect(await ids({})).toEqual([inbound.id, outbound.id])
        expect(await ids({ direction: "inbound" })).toEqual([inbound.id])
        expect(await ids({ contractor_id })).toEqual([outbound.id])
        expect(await ids({ stock_location_id: inbound.stock_location_id })).toEqual([inbound.id])
      })
    })

    describe("settings", () => {
      const url = `${base}/settings`

      it("begins without any, and merges what is posted", async () => {
        const [web, till] = [await given.salesChannel(), await given.salesChannel()]
        const initial = {
          id: text,
          issue_strategy_by_sales_channel: {},
          allow_backdating_days: null,
          time_zone: null,
          created_at: null,
          updated_at: null,
        }
        expect(await admin.get(url)).toEqual({ status: 200, data: { settings: initial } })

        await admin.post(url, { issue_strategy_by_sales_channel: { [web.id]: "fifo" } })
        await admin.post(url, { allow_backdating_days: 30 })
        const answer = await admin.post<{ settings: Settings }>(url, {
          issue_strategy_by_sales_channel: { [till.id]: "consignment_first" },
        })
        const expected = {
          id: text,
          issue_strategy_by_sales_channel: { [web.id]: "fifo", [till.id]: "consignment_first" },
          allow_backdating_days: 30,
          time_zone: null,
          created_at: instant,
          updated_at: instant,
        }
        expect(answer).toEqual({ status: 200, data: { settings: expected } })
        expect((await admin.get(url)).data).toEqual(answer.data)

        const cleared = await admin.post(url, {
          issue_strategy_by_sales_channel: { [web.id]: null },
          allow_backdating_days: null,
        })
        expect(cleared.data).toMatchObject({
          settings: {
            issue_strategy_by_sales_channel: { [till.id]: "consignment_first" },
            allow_backdating_days: null,
          },
        })
      })

      it("refuses an unknown sales channel, an unknown strategy and days below 0", async () => {
        const channel = await given.salesChannel()
        const strategies = { sc_unknown: "fifo", [channel.id]: "newest_first" }
        expectInvalid(
          await admin.post(url, { issue_strategy_by_sales_channel: strategies }),
          "issue_strategy_by_sales_channel.sc_unknown",
          `issue_strategy_by_sales_channel.${channel.id}`
        )
        const answer = await admin.post(url, { allow_backdating_days: -1 })
        expectInvalid(answer, "allow_backdating_days")
      })
    })

    it("announces every change by an event with an id", async () => {
      const heard: [string, unknown][] = []
      const bus = world.container().resolve(Modules.EVENT_BUS)
      for (const name of Object.values(ConsignmentEvents)) {
        bus.subscribe(name, async ({ data }) => {
          heard.push([name, (data as { id: string }).id])
        })
      }
      const { contractor, agreement, warehouse, item } = await given.supplier()
      await admin.post(`${base}/contractors/${contractor.id}`, { name: "X" })
      await admin.post(`${base}/agreements/${agreement.id}`, { grace_days: 1 })
      await admin.post(`${base}/warehouses/${warehouse.id}`, { name: "X" })
      await admin.post(`${base}/settings`, { allow_backdating_days: 1 })
      await admin.delete(`${base}/contractors/${contractor.id}/items/${item.id}`)
      await admin.delete(`${base}/agreements/${agreement.id}`)
      await admin.delete(`${base}/contractors/${contractor.id}`)
      await admin.delete(`${base}/warehouses/${warehouse.id}`)
      await suite.utils.waitWorkflowExecutions()
      await new Promise(setImmediate)

      expect(heard).toEqual([
        ["consignment.contractor.created", contractor.id],
        ["consignment.agreement.created", agreement.id],
        ["consignment.contractor-item.marked", contractor.id],
        ["consignment.warehouse.created", warehouse.id],
        ["consignment.contractor.updated", contractor.id],
        ["consignment.agreement.updated", agreement.id],
        ["consignment.warehouse.updated", warehouse.id],
        ["consignment.settings.updated", text],
        ["consignment.contractor-item.unmarked", text],
        ["consignment.agreement.deleted", agreement.id],
        ["consignment.contractor.deleted", contractor.id],
        ["consignment.warehouse.deleted", warehouse.id],
      ])
    })

    describe("when a hook of another developer fails", () => {
      const read = async (path: string) => (await admin.get(`${base}/${path}`)).data

      it("leaves no new contractor, agreement, warehouse or settings", async () => {
        const { id: contractor_id } = await given.contractor()
        const { id: stock_location_id } = await given.stockLocation()
        const lists = ["contractors", "agreements", "warehouses", "settings"]
        const before = await Promise.all(lists.map(read))
        hooksFail = true
        const terms = { contractor_id, direction: "inbound", currency_code: "EUR" }
        const answers = [
          await admin.post(`${base}/contractors`, { code: "NEW", name: "New" }),
          await admin.post(`${base}/agreements`, terms),
          await admin.post(`${base}/warehouses`, { stock_location_id, direction: "inbound" }),
          await admin.post(`${base}/settings`, { allow_backdating_days: 3 }),
        ]
        expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400])
        expect(await Promise.all(lists.map(read))).toEqual(before)
      })

      it("puts back what was there", async () => {
        const { contractor, agreement, warehouse, item } = await given.supplier()
        await admin.post(`${base}/settings`, { allow_backdating_days: 3 })
        const other = await given.item()
        const paths = {
          contractor: `contractors/${contractor.id}`,
          items: `contractors/${contractor.id}/items`,
          agreement: `agreements/${agreement.id}`,
          warehouse: `warehouses/${warehouse.id}`,
          settings: "settings",
        }
        const before = await Promise.all(Object.values(paths).map(read))
        hooksFail = true
        const marks = [{ sku: item.sku, unit_cost: "9" }, { sku: other.sku }]
        const answers = [
          await admin.post(`${base}/${paths.contractor}`, { name: "X", metadata: { a: 1 } }),
          await admin.post(`${base}/${paths.items}`, { items: marks }),
          await admin.delete(`${base}/${paths.items}/${item.id}`),
          await admin.post(`${base}/${paths.agreement}`, { valid_from: "2026-01-01" }),
          await admin.post(`${base}/${paths.warehouse}`, { name: "X", branch_code: "X" }),
          await admin.post(`${base}/${paths.settings}`, { allow_backdating_days: 9 }),
          await admin.delete(`${base}/${paths.agreement}`),
          await admin.delete(`${base}/${paths.warehouse}`),
          await admin.delete(`${base}/${paths.contractor}`),
        ]
        expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 400))
        const after = await Promise.all(Object.values(paths).map(read))
        const times = /"updated_at":"[^"]+"/g
        expect(JSON.stringify(after).replace(times, "")).toBe(
          JSON.stringify(before).replace(times, "")
        )
      })
    })
  },
})
