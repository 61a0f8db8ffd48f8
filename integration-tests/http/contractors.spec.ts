import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Deleted } from "../../src/http-contract/common"
import type { Contractor } from "../../src/http-contract/contractor"
import type { ContractorItem } from "../../src/http-contract/contractor-item"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createWorld } from "../helpers/world"
import { type Listed } from "../helpers/ledger-world"

const base = "/admin/consignment"
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const text = expect.any(String) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createWorld(suite)
    const { admin, given } = world

    beforeAll(() => world.open())

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
          phone: "+48 22 123 45 67",
          iban: "PL61109010140000071219812874",
          registration_number: "0000123456",
          payment_terms_days: 14,
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
          phone: null,
          iban: null,
          registration_number: null,
          payment_terms_days: null,
          metadata: null,
          created_at: instant,
          updated_at: instant,
        })
      })

      it("keeps an IBAN without spaces, and refuses one with wrong check digits", async () => {
        const contractor = await given.contractor({ iban: "nl91 abna 0417 1643 00" })
        expect(contractor).toMatchObject({ iban: "NL91ABNA0417164300" })
        const wrong = { code: "ACME", name: "Acme", iban: "NL92ABNA0417164300" }
        expectInvalid(await admin.post(url, wrong), "iban")
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

      it("keeps a contractor whose goods are in stock", async () => {
        const { contractor, warehouse, item } = await given.supplier()
        await given.undocumentedLot({
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

      it("keeps the mark of an item that is in stock", async () => {
        const { contractor, warehouse, item } = await given.supplier()
        const other = await given.item()
        await given.marks(contractor.id, [{ sku: other.sku }])
        await given.undocumentedLot({
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
  },
})
