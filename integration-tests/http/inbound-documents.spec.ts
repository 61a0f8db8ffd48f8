import type { Document } from "../../src/http-contract/document"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, instant, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string

const krakow: Setting = { warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("keys", () => {
      it.each([
        "internal_issue",
        "ownership_transfer",
        "consignor_return",
        "warehouse_transfer",
        "stock_count",
        "revaluation",
        "opening_balance",
      ] as const)("posts one %s for one key", async (type) => {
        const told = story(krakow)
        await told.given.receipt("L", "20", "7.50")
        const options = { key: "k1" }
        const bodies = {
          internal_issue: (quantity: string) => told.bodyOf.internalIssue(quantity, options),
          ownership_transfer: (quantity: string) =>
            told.bodyOf.ownershipTransfer(quantity, options),
          consignor_return: (quantity: string) => told.bodyOf.consignorReturn(quantity, options),
          warehouse_transfer: (quantity: string) =>
            told.bodyOf.warehouseTransfer(quantity, "KRK", options),
          stock_count: (quantity: string) => told.bodyOf.stockCount(quantity, options),
          revaluation: (quantity: string) => told.bodyOf.revaluation(quantity, options),
          opening_balance: (quantity: string) =>
            told.bodyOf.openingBalance([{ lot: "O", quantity, unitCost: "1" }], options),
        }
        const url = `${base}/${type.replaceAll("_", "-")}s`
        const post = async (quantity: string, others: object = {}) =>
          await admin.post<Record<string, Document>>(url, {
            ...(await bodies[type](quantity)),
            ...others,
          })

        const first = await post("3")
        expect(first.status).toBe(201)
        const document = first.data[type]
        expect(document).toMatchObject({
          id: text,
          number: text,
          type,
          status: "posted",
          effective_at: anInstant,
          posted_at: anInstant,
          created_by: text,
          late: false,
          reference: null,
          note: null,
          metadata: null,
          lines: [{ id: text, index: 0, sku: "X", quantity: text }],
        })
        const again = await post("3")
        expect(again).toMatchObject({ status: 200, data: { [type]: { id: document?.id } } })
        expectRefusal(await post("4"), "IDEMPOTENCY_MISMATCH")
        const [one, two] = await Promise.all([
          post("3", { idempotency_key: "k2" }),
          post("3", { idempotency_key: "k2" }),
        ])
        expect([one.status, two.status].sort()).toEqual([200, 201])
        expect(one.data[type]?.id).toBe(two.data[type]?.id)

        const last = one.data[type]?.id
        const reverse = () =>
          admin.post<Record<string, Document> & { reversal: { id: string } }>(
            `${url}/${last}/reverse`,
            { idempotency_key: "r1" }
          )
        const reversed = await reverse()
        expect(reversed).toMatchObject({ status: 201, data: { [type]: { status: "reversed" } } })
        const repeated = await reverse()
        expect(repeated).toMatchObject({
          status: 200,
          data: { [type]: { status: "reversed" }, reversal: { id: reversed.data.reversal.id } },
        })
        expectRefusal(
          await admin.post(`${url}/${document?.id}/reverse`, { idempotency_key: "r1" }),
          "IDEMPOTENCY_MISMATCH"
        )
        expectRefusal(await admin.post(`${url}/condoc_none/reverse`), "NOT_FOUND")

        const list = await admin.get<Record<string, Document[]> & { count: number }>(url, {
          order: "number",
          limit: 1,
          status: ["posted", "reversed"],
        })
        expect(list.data).toMatchObject({ count: 2, offset: 0, limit: 1 })
        expect(list.data[`${type}s`]).toEqual([document])
        const fetched = await admin.get<Record<string, Document>>(`${url}/${document?.id}`)
        expect(fetched.data[type]).toEqual(document)
        expectRefusal(await admin.get(`${url}/condoc_none`), "NOT_FOUND")
        expect((await admin.get(url, { order: "nothing" })).status).toBe(400)
      })
    })

    describe("bodies", () => {
      it("names what is unknown, line by line", async () => {
        const { given, id, bodyOf } = story(krakow)
        await given.receipt("L", "20", "7.50")
        await given.receipt("K", "20", "7.50", { at: "KRK" })
        const lines = [
          { inventory_item_id: await id.item("X"), quantity: "1" },
          { inventory_item_id: "iitem_none", quantity: "1" },
          { sku: "NO-SUCH", quantity: "1" },
        ]
        const bodies = {
          "ownership-transfers": await bodyOf.ownershipTransfer("1"),
          "consignor-returns": await bodyOf.consignorReturn("1"),
          "warehouse-transfers": await bodyOf.warehouseTransfer("1", "KRK"),
        }
        for (const [path, body] of Object.entries(bodies)) {
          const post = (change: object) => admin.post(`${base}/${path}`, { ...body, ...change })
          expectRefusal(await post({ lines }), "UNKNOWN_ITEM", {
            lines: [
              expect.objectContaining({ index: 1, inventory_item_id: "iitem_none" }),
              expect.objectContaining({ index: 2, sku: "NO-SUCH" }),
            ],
          })
          expectRefusal(
            await post({
              lines: [
                { lot_id: "conlot_none", quantity: "1" },
                { lot_id: id.lot("L"), quantity: "1" },
                { lot_id: "conlot_other", quantity: "1" },
              ],
            }),
            "INVALID_DATA",
            {
              lines: [
                expect.objectContaining({ index: 0, path: "lot_id" }),
                expect.objectContaining({ index: 2, path: "lot_id" }),
              ],
            }
          )
          // Lots of another warehouse, or of another item.
          expectRefusal(
            await post({
              lines: [
                { lot_id: id.lot("L"), quantity: "1" },
                { lot_id: id.lot("K"), quantity: "1" },
                { lot_id: id.lot("L"), inventory_item_id: await id.item("Y"), quantity: "1" },
              ],
            }),
            "INVALID_DATA",
            {
              lines: [
                expect.objectContaining({ index: 1, path: "lot_id" }),
                expect.objectContaining({ index: 2, path: "lot_id" }),
              ],
            }
          )
          expectInvalid(
            await post({
              lines: [
                { quantity: "1" },
                { sku: "X", quantity: "0" },
                { sku: "X", quantity: "1.0001" },
              ],
            }),
            "lines.0",
            "lines.1.quantity",
            "lines.2.quantity"
          )
        }
        const revalued = await admin.post(`${base}/revaluations`, {
          contractor_id: await id.contractor("A"),
          lines: [
            { lot_id: "conlot_none", unit_cost: "1" },
            { lot_id: id.lot("L"), unit_cost: "1" },
          ],
        })
        expectRefusal(revalued, "INVALID_DATA", {
          lines: [expect.objectContaining({ index: 0, path: "lot_id" })],
        })
        expectInvalid(
          await admin.post(`${base}/revaluations`, {
            contractor_id: await id.contractor("A"),
            lines: [{ lot_id: id.lot("L"), unit_cost: "1.1234567" }],
          }),
          "lines.0.unit_cost"
        )
      })

      it.each([
        ["ownership-transfers", "warehouse_id"],
        ["consignor-returns", "warehouse_id", "contractor_id"],
        ["warehouse-transfers", "from_warehouse_id"],
        ["stock-counts", "warehouse_id"],
        ["opening-balances", "warehouse_id", "contractor_id"],
        ["revaluations", "contractor_id"],
      ])("names the unknown parties of %s", async (path, ...fields) => {
        const { given, id, bodyOf } = story(krakow)
        await given.receipt("L", "20", "7.50")
        const bodies: Record<string, object> = {
          "ownership-transfers": await bodyOf.ownershipTransfer("1"),
          "consignor-returns": await bodyOf.consignorReturn("1"),
          "warehouse-transfers": await bodyOf.warehouseTransfer("1", "KRK"),
          "stock-counts": await bodyOf.stockCount("1"),
          "opening-balances": await bodyOf.openingBalance([
            { lot: "O", quantity: "1", unitCost: "1" },
          ]),
          revaluations: await bodyOf.revaluation("1"),
        }
        const unknown = Object.fromEntries(fields.map((field) => [field, "none"]))
        expectInvalid(
          await admin.post(`${base}/${path}`, { ...bodies[path], ...unknown }),
          ...fields
        )
        expect(await id.item("X")).toEqual(text)
      })

      it("adds up the lines of one item, and names every one that is short", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "10", "1.00")
        const goods = [
          { item: "Y", quantity: "1" },
          { item: "X", quantity: "6" },
          { item: "X", quantity: "5" },
          { item: "X", quantity: "4" },
        ]
        const refusal = {
          lines: [
            expect.objectContaining({ index: 0, sku: "Y", quantity: "1", available: "0" }),
            expect.objectContaining({ index: 2, sku: "X", quantity: "5", available: "4" }),
          ],
        }
        await then.refuses(() => when.buys(goods), "INSUFFICIENT_STOCK", refusal)
        await then.refuses(() => when.sendsHome(goods), "INSUFFICIENT_STOCK", refusal)
        await then.refuses(() => when.moves(goods, "KRK"), "INSUFFICIENT_STOCK", refusal)
        await then.refuses(() => when.issuesInternally(goods), "INSUFFICIENT_STOCK", refusal)
      })

      it("keeps what the caller notes, and finds documents by it", async () => {
        const { given, id, bodyOf } = story(krakow)
        await given.receipt("L", "10", "1.00")
        const noted = { reference: "R1", note: "two boxes", metadata: { box: 2 } }
        const answer = await admin.post<{ consignor_return: Document }>(
          `${base}/consignor-returns`,
          {
            ...(await bodyOf.consignorReturn("1", { dated: "2026-01-10" })),
            ...noted,
          }
        )
        expect(answer.data.consignor_return).toMatchObject(noted)
        const filters = [
          { contractor_id: await id.contractor("A") },
          { warehouse_id: await id.warehouse("LOC") },
          { reference: "R1" },
          { effective_at: { $gte: instant("2026-01-10"), $lt: instant("2026-01-11") } },
        ]
        for (const filter of filters) {
          const list = await admin.get<{ count: number }>(`${base}/consignor-returns`, filter)
          expect(list.data.count).toBe(1)
        }
        const none = await admin.get<{ count: number }>(`${base}/consignor-returns`, {
          contractor_id: await id.contractor("B"),
        })
        expect(none.data.count).toBe(0)
      })

      it("posts nothing in the future, and nothing older than the store allows", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "10", "1.00", { dated: "2026-01-01" })
        const tellAll = (dated: string) => [
          () => when.issuesInternally("1", { dated }),
          () => when.buys("1", { dated }),
          () => when.sendsHome("1", { dated }),
          () => when.moves("1", "KRK", { dated }),
          () => when.counts("9", { dated }),
          () => given.opening([{ lot: "O", quantity: "1", unitCost: "1" }], { dated }),
        ]
        for (const tell of tellAll("2099-01-01")) {
          await then.refuses(tell, "INVALID_DATA", { path: "effective_at" })
        }
        await admin.post(`${base}/settings`, { allow_backdating_days: 3 })
        for (const tell of tellAll("2026-01-05")) {
          await then.refuses(tell, "INVALID_DATA", {
            path: "effective_at",
            allow_backdating_days: 3,
          })
        }
      })
    })
  },
})
