import { Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "../helpers/host"
import type { Document } from "../../src/http-contract/document"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import { outbound, tellOfCustomers } from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import {
  createLedgerWorld,
  type Listed,
  type Movement,
  type Setting,
} from "../helpers/ledger-world"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"
const newYork: Setting = {
  terms: { time_zone: "America/New_York" },
  warehouses: { LOC: { branch_code: "WAW" }, SHOP: { direction: "outbound", contractor: "K" } },
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    const { post } = world.consignment

    describe("a date without time", () => {
      /** One sale of X at LOC, dated as it is written. */
      const sells = async (told: ReturnType<typeof story>, effective_at: string, item = "X") =>
        (
          await post<{ goods_issue: Document }>("goods-issues", {
            stock_location_id: await told.id.location("LOC"),
            effective_at,
            lines: [{ sku: item, quantity: "1" }],
          })
        ).goods_issue

      it("is a day of the agreement's time zone, on documents as on cut-offs", async () => {
        const told = story(newYork)
        const { given, when, then, id } = told
        await given.receipt("L", "10", "5.00", { dated: "2026-09-01" })
        const sale = await sells(told, "2026-10-01")
        expect(sale).toMatchObject({ effective_at: "2026-10-01T04:00:00.000Z" })
        await then.movements(sale, { effective_at: "2026-10-01T04:00:00.000Z" })
        await then.lines(await when.settles({ to: "2026-09-30" }))
        await then.lines(await when.settles({ to: "2026-10-01" }), {
          issued: "1",
          net: "1",
          net_value: "5.00",
        })
        const { goods_receipt } = await post<{ goods_receipt: Document }>("goods-receipts", {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          effective_at: "2026-11-02",
          lines: [{ sku: "X", quantity: "1", unit_cost: "1", expires_at: "2027-01-31" }],
        })
        expect(goods_receipt).toMatchObject({
          effective_at: "2026-11-02T05:00:00.000Z",
          lines: [{ expires_at: "2027-01-31T05:00:00.000Z" }],
        })
      })

      it("begins for each owner's goods when it does at his place", async () => {
        const told = story(newYork)
        const { given, then } = told
        await given.receipt("L", "10", "5.00", { dated: "2026-09-01" })
        const contractor_id = await told.id.contractor("B")
        await world.given.agreement({ contractor_id, time_zone: "Europe/Warsaw" })
        await given.receipt("B:M", "10", "5.00", {
          dated: "2026-09-01",
          item: "Y",
          hasAgreement: false,
        })
        const { goods_issue } = await post<{ goods_issue: Document }>("goods-issues", {
          stock_location_id: await told.id.location("LOC"),
          effective_at: "2026-10-01",
          lines: [
            { sku: "X", quantity: "1" },
            { sku: "Y", quantity: "1" },
          ],
        })
        expect(goods_issue.effective_at).toBe("2026-10-01T00:00:00.000Z")
        await then.movements(
          goods_issue,
          { lot: "L", effective_at: "2026-10-01T04:00:00.000Z" },
          { lot: "M", effective_at: "2026-09-30T22:00:00.000Z" }
        )
      })

      it("is one of the store's time zone where no agreement applies", async () => {
        const told = story()
        await told.given.own("5")
        expect(await sells(told, "2026-10-01")).toMatchObject({
          effective_at: "2026-10-01T00:00:00.000Z",
        })
        expectInvalid(await admin.post(`${base}/settings`, { time_zone: "Mars/Base" }), "time_zone")
        const { settings } = await post<{ settings: object }>("settings", {
          time_zone: "Asia/Tokyo",
        })
        expect(settings).toMatchObject({ time_zone: "Asia/Tokyo" })
        expect(await sells(told, "2026-10-01")).toMatchObject({
          effective_at: "2026-09-30T15:00:00.000Z",
        })
        await post("settings", { time_zone: null })
      })

      it("means now if it is today, wherever that is, and is refused if it is to come", async () => {
        const told = story({ terms: { time_zone: "Pacific/Kiritimati" } })
        await told.given.receipt("L", "10", "5.00")
        const today = new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)
        const tomorrow = new Date(Date.now() + 38 * 3_600_000).toISOString().slice(0, 10)
        const before = new Date().toISOString()
        const sale = await sells(told, today)
        expect(sale.effective_at >= before).toBe(true)
        expectRefusal(
          await admin.post(`${base}/goods-issues`, {
            stock_location_id: await told.id.location("LOC"),
            effective_at: tomorrow,
            lines: [{ sku: "X", quantity: "1" }],
          }),
          "INVALID_DATA",
          { path: "effective_at" }
        )
      })

      it("may be that of the issue a return takes back, whatever the hour of the issue", async () => {
        const told = story(newYork)
        await told.given.receipt("L", "10", "5.00", { dated: "2026-09-01" })
        const sale = await sells(told, "2026-10-05T15:00:00.000Z")
        const takesBack = async (effective_at: string) =>
          await admin.post<{ goods_issue_return: Document }>(
            `${base}/goods-issues/${sale.id}/returns`,
            { effective_at, lines: [{ line_id: sale.lines[0]?.id, quantity: "1" }] }
          )
        expectRefusal(await takesBack("2026-10-04"), "INVALID_DATA", { path: "effective_at" })
        const { goods_issue_return } = accepted("returns", await takesBack("2026-10-05"))
        await told.then.movements(goods_issue_return, { effective_at: "2026-10-05T15:00:00.000Z" })
      })

      it("filters the whole day, of the contractor's time zone if one is named", async () => {
        const told = story(newYork)
        await told.given.receipt("L", "10", "5.00", { dated: "2026-09-01" })
        const sale = await sells(told, "2026-10-01")
        await sells(told, "2026-10-02T03:59:59.999Z")
        await sells(told, "2026-10-02")
        const count = async (filters: object) =>
          accepted(
            "movements",
            await admin.get<Listed<"movements", Movement>>(`${base}/movements`, {
              type: "goods_issue",
              ...filters,
            })
          ).count
        const contractor_id = await told.id.contractor("A")
        expect(await count({ contractor_id, effective_at: "2026-10-01" })).toBe(2)
        const until = { $lte: "2026-10-01" }
        expect(await count({ contractor_id, effective_at: until })).toBe(2)
        expect(await count({ contractor_id, effective_at: { $gt: "2026-10-01" } })).toBe(1)
        expect(await count({ contractor_id, effective_at: { $lt: "2026-10-01" } })).toBe(0)
        expect(await count({ contractor_id, effective_at: { $gte: "2026-10-02" } })).toBe(1)
        expect(await count({ effective_at: until })).toBe(1)
        expectInvalid(
          await admin.get(`${base}/movements`, { effective_at: { $ne: "2026-10-01" } }),
          "effective_at"
        )
        const { stock } = accepted(
          "stock",
          await admin.get<{ stock: object[] }>(`${base}/stock`, {
            contractor_id,
            as_of: "2026-10-01",
          })
        )
        expect(stock).toMatchObject([{ quantity: "8" }])
        expect(sale.lines).toHaveLength(1)
      })

      it("imports as it posts, and a file that was imported is known again", async () => {
        const told = story(newYork)
        await told.given.receipt("L", "10", "5.00", { dated: "2026-09-01" })
        const file = "stock_location,effective_at,sku,quantity\r\nLOC,2026-10-01,X,2"
        const imports = async () =>
          accepted(
            "imports",
            await admin.upload<{ import: { documents: { id: string; is_new: boolean }[] } }>(
              `${base}/imports/goods-issues`,
              file
            )
          ).import
        const { documents } = await imports()
        expect(await imports()).toMatchObject({ documents: [{ is_new: false }] })
        const [movement] = await told.read.movements({ document_id: documents[0]?.id })
        expect(movement?.effective_at).toBe("2026-10-01T04:00:00.000Z")
      })

      it("ends, as a cut-off, in the time zone of the agreement of that day", async () => {
        const { given, when, then, id } = story({ warehouses: newYork.warehouses })
        const contractor_id = await id.contractor("A")
        const terms = { contractor_id, direction: "inbound" } as const
        await world.given.agreement({
          ...terms,
          time_zone: "Asia/Tokyo",
          valid_from: "2026-01-01",
          valid_to: "2026-06-30",
        })
        await world.given.agreement({
          ...terms,
          time_zone: "America/New_York",
          valid_from: "2026-07-02",
        })
        await given.receipt("L", "10", "5.00", { dated: "2026-03-01", hasAgreement: false })
        await when.issues("1", { dated: "2026-05-31T14:59:59.999Z" })
        await when.issues("2", { dated: "2026-05-31T15:00:00.000Z" })
        const may = await when.settles({ to: "2026-05-31" })
        expect(may.cut_off).toBe("2026-05-31T14:59:59.999Z")
        await then.lines(may, { issued: "1", net: "1", net_value: "5.00" })
        const july = await when.settles({ to: "2026-07-31" })
        expect(july.cut_off).toBe("2026-08-01T03:59:59.999Z")
      })

      it("dates invoices, too", async () => {
        const { given, when } = story(newYork)
        await given.receipt("L", "10", "5.00")
        await when.issues("1")
        const invoice = await when.drafts([await when.settles()], { issued: "2026-10-01" })
        expect(invoice).toMatchObject({ issued_at: "2026-10-01T04:00:00.000Z" })
      })
    })

    describe("a document names a thing once", () => {
      const bothLines = {
        lines: [
          expect.objectContaining({ index: 0, code: "INVALID_DATA" }) as object,
          expect.objectContaining({ index: 2, code: "INVALID_DATA" }) as object,
        ],
      }

      it("on stock counts, by id or by SKU", async () => {
        const { given, id } = story(newYork)
        await given.receipt("L", "10", "5.00")
        await given.receipt("M", "10", "5.00", { item: "Y" })
        const warehouse_id = await id.warehouse("LOC")
        const lines = [
          { sku: "X", counted_quantity: "9" },
          { sku: "Y", counted_quantity: "9" },
          { inventory_item_id: await id.item("X"), counted_quantity: "7" },
        ]
        for (const contractor_id of [await id.contractor("A"), undefined]) {
          const body = { warehouse_id, contractor_id, lines }
          expectRefusal(await admin.post(`${base}/stock-counts`, body), "INVALID_DATA", bothLines)
        }
      })

      it("on what arrived of a delivery", async () => {
        const { given, when } = story()
        await given.own("10", { at: "OWN" })
        await given.own("10", { at: "OWN", item: "Y" })
        const first = await when.delivers("L", "5", "2.00")
        const [line] = first.lines
        const path = `${base}/deliveries/${first.id}/receipt`
        const twice = {
          lines: [
            { line_id: line?.id, received_quantity: "5" },
            { line_id: line?.id, received_quantity: "4" },
          ],
        }
        expectRefusal(await admin.post(path, twice), "INVALID_DATA", {
          lines: [
            expect.objectContaining({ index: 0, path: "line_id" }) as object,
            expect.objectContaining({ index: 1, path: "line_id" }) as object,
          ],
        })
        accepted(path, await admin.post(path, { lines: twice.lines.slice(1) }))
      })
    })

    describe("a stock count dated in the past", () => {
      it("compares with the book as of then, and what moved later keeps its effect", async () => {
        const { given, when, then, id } = story(newYork)
        await given.receipt("L1", "10", "5.00", { dated: "2026-01-10" })
        await given.receipt("L2", "5", "6.00", { dated: "2026-01-20" })
        await when.counts("9", { contractor: "A", dated: "2026-01-15" })
        await then.lots({ L1: "9", L2: "5" })
        await when.issues("9", { dated: "2026-01-22" })
        await then.refuses(
          () => when.counts("5", { contractor: "A", dated: "2026-01-16" }),
          "INSUFFICIENT_STOCK",
          { lines: [expect.objectContaining({ index: 0, quantity: "4", available: "0" })] }
        )
        await when.counts("9", { contractor: "A", dated: "2026-01-16" })
        await then.lots({ L1: "0", L2: "5" })
        const settlement = await when.settles()
        expect(settlement.lines).toMatchObject([{ counted_lost: "1", issued: "9", net: "10" }])
        expect(settlement.net_value).toBe("50.00")
        expect(await id.contractor("A")).toBeDefined()
      })

      it("knows what own stock was then, when everything was counted", async () => {
        const { given, when, then } = story(newYork)
        await given.own("4")
        await given.receipt("L", "10", "5.00", { dated: "2026-01-10" })
        await when.issues("3", { strategy: "own_first", dated: "2026-01-20" })
        await when.counts("14", { dated: "2026-01-15" })
        await then.level(["11", "1", "10"])
        await when.counts("13", { dated: "2026-01-15" })
        await then.level(["10", "0", "10"])
      })

      it("is compared so at a customer, too", async () => {
        const { given, when, then, id } = story()
        await given.own("20", { at: "OWN" })
        await when.delivers("L1", "10", "2.00", { dated: "2026-01-10" })
        await when.delivers("L2", "5", "3.00", { dated: "2026-01-20" })
        await post("counted-take-backs", {
          warehouse_id: await id.warehouse("SHOP"),
          effective_at: "2026-01-15",
          lines: [{ sku: "X", counted_quantity: "9" }],
        })
        await then.lots({ L1: "9", L2: "5" })
      })
    })

    describe("money", () => {
      const sales = { contractor: "K", kind: "sales" } as const

      it("gives the last credit of a line what is left of its amount", async () => {
        const { given, when, then } = story()
        await given.own("10", { at: "OWN" })
        await when.delivers("L", "3", "0.336667")
        await when.sells("3")
        const invoice = await when.invoices([await when.settles(outbound)], sales)
        expect(invoice.amount).toBe("1.01")
        const credits = [
          await when.credits(invoice, { 0: "1" }),
          await when.credits(invoice, { 0: "1" }),
          await when.credits(invoice, { 0: "1" }),
        ]
        expect(credits.map(({ amount }) => amount)).toEqual(["0.34", "0.34", "0.33"])
        expect(credits.map(({ lines }) => lines[0]?.amount)).toEqual(["0.34", "0.34", "0.33"])
        await then.refuses(() => when.credits(invoice, { 0: "1" }), "EXCEEDS_REVERSIBLE")
      })

      /** K is a customer of the host, and has sold one piece each of X and Y. */
      const soldForRegion = async (currency_code: string, ...prices: [string, string]) => {
        const told = story()
        const { given, when, id } = told
        const region = { name: currency_code, currency_code, countries: ["nl"] }
        accepted("regions", await admin.post("/admin/regions", region))
        const customer = await world.given.customer()
        const path = `contractors/${await id.contractor("K")}`
        await post(path, { customer_id: customer.id })
        await given.own("10", { at: "OWN" })
        await given.own("10", { at: "OWN", item: "Y" })
        await when.delivers("L", "5", prices[0])
        await when.delivers("M", "5", prices[1], { item: "Y" })
        await when.sells({ X: "1", Y: "1" })
        return { ...told, draft: await when.drafts([await when.settles(outbound)], sales) }
      }

      it.each([
        ["0.335", "0.335", "0.68"],
        ["0.334", "0.333", "0.66"],
        ["1.50", "2.25", "3.75"],
      ])("is the same on an invoice of %s and %s as on its order", async (first, second, total) => {
        const { when, draft } = await soldForRegion("eur", first, second)
        const invoice = await when.posts(draft)
        expect(invoice.amount).toBe(total)
        const url = `/admin/orders/${invoice.order_id}`
        const { order } = await world.get<{ order: { total: number; items: object[] } }>(url, {
          fields: "id,total,*items",
        })
        expect(order.total).toBe(+total)
        expect(order.items).toHaveLength(total === "3.75" ? 2 : 3)
      })

      it("makes no order in a region of another currency", async () => {
        const { when, then, draft } = await soldForRegion("usd", "1.00", "2.00")
        await then.refuses(() => when.posts(draft), "CURRENCY_MISMATCH", { currency_code: "EUR" })
        const region = { name: "EU", currency_code: "eur", countries: ["be"] }
        accepted("regions", await admin.post("/admin/regions", region))
        expect((await when.posts(draft)).order_id).toEqual(expect.any(String))
      })

      it("has one currency where one price is named", async () => {
        const { given, when, then, id } = story()
        await given.own("10", { at: "OWN" })
        await when.delivers("L", "1", "2.00")
        await when.delivers("M", "5", "9.00", { currency: "PLN", namesCurrency: true })
        const warehouse_id = await id.warehouse("SHOP")
        const report = (line: object) => ({ warehouse_id, lines: [{ unit_price: "3", ...line }] })
        await then.refuses(
          () => post("reported-sales", report({ sku: "X", quantity: "2" })),
          "CURRENCY_MISMATCH",
          { lines: [expect.objectContaining({ index: 0, currencies: ["EUR", "PLN"] })] }
        )
        await post("reported-sales", report({ sku: "X", quantity: "1" }))
        await post("reported-sales", report({ lot_id: id.lot("M"), quantity: "1" }))
      })

      it("is shared with owners in one currency where a price names none", async () => {
        const terms = { price_basis: "commission", commission_percent: "40" } as const
        const { given, when, then, id } = story({ terms, warehouses: newYork.warehouses })
        await given.receipt("L", "1", "5.00")
        await given.receipt("B:M", "5", "9.00", { currency: "PLN" })
        const price = { price: "10.00" }
        await then.refuses(() => when.issues("2", price), "CURRENCY_MISMATCH", {
          lines: [expect.objectContaining({ index: 0, path: "sale_price" })],
        })
        await when.issues("1", price)
        expect(await id.contractor("B")).toBeDefined()
      })
    })

    describe("an item that is renamed", () => {
      const rename = async (id: string, sku: string) =>
        accepted("items", await admin.post(`/admin/inventory-items/${id}`, { sku }))
      const list = async <Plural extends string>(plural: Plural, path: string, filters: object) =>
        accepted(
          path,
          await admin.get<Listed<Plural, { sku: string }>>(`${base}/${path}`, filters)
        )[plural]

      it("is found and printed by its SKU of today; posted documents keep the old one", async () => {
        const { given, when, then, id } = story(newYork)
        const receipt = await given.receipt("L", "10", "5.00")
        await when.issues("1")
        await when.settles()
        const itemId = await id.item("X")
        const contractor_id = await id.contractor("A")
        await rename(itemId, "NEW")
        const other = await world.given.item("X")
        await world.given.marks(contractor_id, [{ inventory_item_id: other.id }])
        await post("goods-receipts", {
          contractor_id,
          warehouse_id: await id.warehouse("LOC"),
          lines: [{ sku: "X", quantity: "3", unit_cost: "2" }],
        })
        for (const [plural, path] of [
          ["stock", "stock"],
          ["lots", "lots"],
        ] as const) {
          const named = (sku: string) => list(plural, path, { sku })
          expect(await named("NEW")).toMatchObject([{ inventory_item_id: itemId, sku: "NEW" }])
          expect(await named("X")).toMatchObject([{ inventory_item_id: other.id, sku: "X" }])
        }
        expect(await list("ageing", "ageing", { contractor_id })).toMatchObject([
          { sku: "NEW" },
          { sku: "X" },
        ])
        const marks = await list("items", `contractors/${contractor_id}/items`, {})
        expect(marks.map(({ sku }) => sku).sort()).toEqual(["NEW", "X"])
        const { goods_receipt } = accepted(
          "receipt",
          await admin.get<{ goods_receipt: Document }>(`${base}/goods-receipts/${receipt.id}`)
        )
        expect(goods_receipt.lines).toMatchObject([{ sku: "X" }])
        const preview = await when.previews()
        expect(preview.lines.map(({ sku }) => sku)).toEqual(["NEW"])
        expect(preview.stock.map(({ sku }) => sku)).toEqual(["NEW", "X"])
        await rename(itemId, "NEWEST")
        expect((await when.settles()).stock.map(({ sku }) => sku)).toEqual(["NEWEST", "X"])
        await then.lots({ L: "9" })
      })

      it("goes by its SKU of today on drafts, and keeps it once they are posted", async () => {
        const { given, when, id } = story()
        await given.own("20", { at: "OWN" })
        await when.delivers("L", "5", "2.00")
        await when.sells("2")
        const settlement = await when.settles(outbound)
        const sales = { contractor: "K", kind: "sales" } as const
        const invoice = await when.drafts([settlement], sales)
        const picked = await when.picks("3", "2.00")
        await rename(await id.item("X"), "NEW")
        const url = `${base}/deliveries/${picked.id}`
        const drafted = await admin.get<{ delivery: Document }>(url)
        expect(drafted.data.delivery).toMatchObject({ status: "draft", lines: [{ sku: "NEW" }] })
        const draft = await admin.get<{ invoice: { lines: object[] } }>(
          `${base}/invoices/${invoice.id}`
        )
        expect(draft.data.invoice.lines).toMatchObject([{ sku: "NEW" }])
        expect(await when.postsPicked("M", picked)).toMatchObject({ lines: [{ sku: "NEW" }] })
        await rename(await id.item("X"), "NEWEST")
        const posted = await admin.get<{ delivery: Document }>(url)
        expect(posted.data.delivery).toMatchObject({ status: "posted", lines: [{ sku: "NEW" }] })
      })

      it("is caught up with where the host's flow was passed by", async () => {
        const { given, id } = story(newYork)
        await given.receipt("L", "10", "5.00")
        const container = world.container()
        const renamed = [{ id: await id.item("X"), sku: "PAST" }]
        await container.resolve(Modules.INVENTORY).updateInventoryItems(renamed)
        await catchUpWorkflow(container).run({ input: {} })
        expect(await list("lots", "lots", { sku: "PAST" })).toHaveLength(1)
      })
    })

    describe("papers of customers and of suppliers", () => {
      it("open a reversed report again when its return is reversed", async () => {
        const { given, when } = story()
        await given.own("10", { at: "OWN" })
        await when.delivers("L", "5", "2.00")
        const sale = await when.sells("2")
        const back = await when.getsBack("1", { of: sale })
        expect((await when.reverses(sale)).document.status).toBe("reversed")
        await when.reverses(back)
        const url = `${base}/reported-sales/${sale.id}`
        const { data } = await admin.get<{ reported_sale: Document }>(url)
        expect(data.reported_sale.status).toBe("partly_reversed")
      })

      it("may report that nothing was sold, which ends a shop's silence", async () => {
        const { given, when, then, id } = story()
        await given.own("10", { at: "OWN" })
        await when.delivers("L", "5", "2.00", { dated: "2026-01-10" })
        const silent = async () =>
          accepted(
            "silent",
            await admin.get<{ silent_shops: object[] }>(`${base}/silent-shops`, { days: 7 })
          ).silent_shops
        expect(await silent()).toHaveLength(1)
        const warehouse_id = await id.warehouse("SHOP")
        const report = (body: object) =>
          admin.post<{ reported_sale: Document }>(`${base}/reported-sales`, {
            warehouse_id,
            ...body,
          })
        const lines = [{ sku: "X", quantity: "1" }]
        expectInvalid(await report({ lines: [] }), "lines")
        expectInvalid(await report({ lines: [], nothing_sold: false }), "lines")
        expectInvalid(await report({ lines, nothing_sold: true }), "nothing_sold")
        const nothing = { lines: [], nothing_sold: true, idempotency_key: "none" }
        const { reported_sale } = accepted("report", await report(nothing))
        expect(reported_sale).toMatchObject({ nothing_sold: true, status: "posted", lines: [] })
        expect((await report(nothing)).status).toBe(200)
        expect(await silent()).toHaveLength(0)
        await then.lots({ L: "5" })
        expect(accepted("sale", await report({ lines })).reported_sale).toMatchObject({
          nothing_sold: false,
        })
        expect((await when.reverses(reported_sale)).document.status).toBe("reversed")
        await then.refuses(() => when.reverses(reported_sale), "ALREADY_REVERSED")
      })

      it("show before an invoice is posted which lots it bills", async () => {
        const { given, when, then } = story(newYork)
        const receipt = await given.receipt("L1", "3", "5.00", { dated: "2026-01-10" })
        await given.receipt("L2", "5", "5.00", { dated: "2026-01-11" })
        await when.issues("4")
        const draft = await when.drafts([await when.settles()])
        const planned = draft.lines.map(({ allocations }) => allocations)
        expect(planned).toMatchObject([[{ quantity: "3" }, { quantity: "1" }]])
        const invoicedOf = async () => {
          const url = `${base}/goods-receipts/${receipt.id}`
          const { data } = await admin.get<{ goods_receipt: Document }>(url)
          return data.goods_receipt.lines[0]?.invoiced_quantity
        }
        expect(await invoicedOf()).toBe("0")
        const posted = await when.posts(draft)
        expect(posted.lines.map(({ allocations }) => allocations)).toEqual(planned)
        expect(await invoicedOf()).toBe("3")
        await then.lots({ L1: "0", L2: "4" })
      })
    })

    describe("warnings", () => {
      const soldExpired = async (expired_lots?: "skip" | "warn" | "allow") => {
        const told = story({
          warehouses: { LOC: { branch_code: "WAW", ...(expired_lots && { expired_lots }) } },
        })
        await told.given.receipt("OLD", "3", "5.00", {
          dated: "2026-01-10",
          expires: "2026-01-31",
        })
        await told.given.receipt("NEW", "2", "5.00", {
          dated: "2026-01-11",
          expires: "2099-01-31",
        })
        const stock_location_id = await told.id.location("LOC")
        const issue = (quantity: string, more: object = {}) =>
          admin.post<{ goods_issue: Document; warnings: object[] }>(`${base}/goods-issues`, {
            stock_location_id,
            lines: [{ sku: "X", quantity, ...more }],
          })
        return { ...told, issue, stock_location_id }
      }
      const ofOld = (lotId: string, quantity: string) => [
        { code: "EXPIRED_LOT", line: 0, lot_id: lotId, quantity, expires_at: anInstant },
      ]
      const anInstant = expect.stringMatching(/^2026-01-31T/) as string

      it("tell of expired lots that were sold, and of none that may be", async () => {
        const { issue, id, then, stock_location_id } = await soldExpired()
        const dated = await admin.post<{ warnings: object[] }>(`${base}/goods-issues`, {
          stock_location_id,
          effective_at: "2026-01-31T20:00:00.000Z",
          lines: [{ sku: "X", quantity: "1" }],
        })
        expect(accepted("issue", dated).warnings).toEqual([])
        const planned = await admin.post<{ warnings: object[] }>(`${base}/goods-issues/plan`, {
          stock_location_id,
          lines: [{ sku: "X", quantity: "3" }],
        })
        expect(planned.data.warnings).toEqual(ofOld(id.lot("OLD"), "2"))
        expect(accepted("issue", await issue("3")).warnings).toEqual(ofOld(id.lot("OLD"), "2"))
        await then.lots({ OLD: "0", NEW: "1" })
      })

      it("are not given where a warehouse allows expired lots", async () => {
        const { issue, then } = await soldExpired("allow")
        expect(accepted("issue", await issue("3")).warnings).toEqual([])
        await then.lots({ OLD: "0", NEW: "2" })
      })

      it("are not needed where a warehouse skips expired lots, unless one is named", async () => {
        const { issue, id, then, when } = await soldExpired("skip")
        expectRefusal(await issue("3"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, available: "2" })],
        })
        expect(accepted("issue", await issue("2")).warnings).toEqual([])
        await then.lots({ OLD: "3", NEW: "0" })
        const named = await issue("1", { lot_id: id.lot("OLD") })
        expect(accepted("issue", named).warnings).toEqual(ofOld(id.lot("OLD"), "1"))
        await when.issuesInternally("2")
        await then.lots({ OLD: "0" })
      })

      describe("of a customer's shop", () => {
        const delivered = async (expired_lots?: "skip" | "warn" | "allow") => {
          const told = story({
            warehouses: {
              SHOP: {
                direction: "outbound",
                contractor: "K",
                ...(expired_lots && { expired_lots }),
              },
            },
          })
          await told.given.own("20", { at: "OWN" })
          await told.given.sellsFor("K")
          const deliver = async (lot: string, quantity: string, expires_at: string) => {
            const body = await told.bodyOf.delivery(quantity, "2.00")
            const [line] = body.lines
            const answer = accepted(
              "delivery",
              await admin.post<{ delivery: Document; warnings: object[] }>(`${base}/deliveries`, {
                ...body,
                effective_at: "2026-02-01T12:00:00.000Z",
                lines: [{ ...line, expires_at }],
              })
            )
            told.id.nameLot(lot, String(answer.delivery.lines[0]?.lot_id))
            return answer.warnings
          }
          const sell = async (quantity: string, more: object = {}) => {
            const body = await told.bodyOf.reportedSale(quantity)
            const lines = body.lines.map((line) => ({ ...line, ...more }))
            return await admin.post<{ warnings: object[] }>(`${base}/reported-sales`, {
              ...body,
              lines,
            })
          }
          const ofDelivery = await deliver("OLD", "3", "2026-01-31T12:00:00.000Z")
          expect(await deliver("NEW", "2", "2099-01-31T12:00:00.000Z")).toEqual([])
          return { ...told, ofDelivery, sell }
        }

        it("tell of expired units that were delivered, and that the customer has sold", async () => {
          const { id, then, ofDelivery, sell } = await delivered()
          expect(ofDelivery).toEqual(ofOld(id.lot("OLD"), "3"))
          expect(accepted("sale", await sell("4")).warnings).toEqual(ofOld(id.lot("OLD"), "3"))
          await then.lots({ OLD: "0", NEW: "1" })
        })

        it("are not given where the shop allows expired lots", async () => {
          const { then, ofDelivery, sell } = await delivered("allow")
          expect(ofDelivery).toEqual([])
          expect(accepted("sale", await sell("4")).warnings).toEqual([])
          await then.lots({ OLD: "0", NEW: "1" })
        })

        it("are not needed where the shop skips expired lots, unless one is named", async () => {
          const { id, then, ofDelivery, sell } = await delivered("skip")
          expect(ofDelivery).toEqual(ofOld(id.lot("OLD"), "3"))
          expectRefusal(await sell("3"), "INSUFFICIENT_STOCK", {
            lines: [expect.objectContaining({ index: 0, available: "2" })],
          })
          expect(accepted("sale", await sell("2")).warnings).toEqual([])
          await then.lots({ OLD: "3", NEW: "0" })
          const named = await sell("1", { lot_id: id.lot("OLD") })
          expect(accepted("sale", named).warnings).toEqual(ofOld(id.lot("OLD"), "1"))
          await then.lots({ OLD: "2" })
        })
      })

      it("tell of a delivery note that was received before", async () => {
        const { given, id } = story(newYork)
        await given.receipt("L", "1", "5.00")
        const contractor_id = await id.contractor("A")
        const warehouse_id = await id.warehouse("LOC")
        const receive = async (reference: string, key?: string) =>
          accepted(
            "receipt",
            await admin.post<{ goods_receipt: Document; warnings: object[] }>(
              `${base}/goods-receipts`,
              {
                contractor_id,
                warehouse_id,
                reference,
                idempotency_key: key,
                lines: [{ sku: "X", quantity: "1", unit_cost: "1" }],
              }
            )
          )
        const first = await receive("DN-1")
        expect(first.warnings).toEqual([])
        expect((await receive("DN-2")).warnings).toEqual([])
        const { id: document_id, number } = first.goods_receipt
        const used = [{ code: "REFERENCE_USED", reference: "DN-1", document_id, number }]
        expect((await receive("DN-1", "key")).warnings).toEqual(used)
        expect((await receive("DN-1", "key")).warnings).toEqual(used)
      })

      it("tell of a customer's paper that was posted before, whatever it is", async () => {
        const { given, when, id, bodyOf } = story()
        await given.own("40", { at: "OWN" })
        await when.delivers("L", "5", "2.00")
        const reference = "PO-1"
        const send = async (path: string, body: object) =>
          accepted(
            path,
            await admin.post<{ warnings: object[] }>(`${base}/${path}`, { ...body, reference })
          ).warnings
        const used = [expect.objectContaining({ code: "REFERENCE_USED", reference }) as object]
        const delivery = await bodyOf.delivery("5", "2.00")
        const draft = { ...delivery, status: "draft" }
        expect(await send("deliveries", draft)).toEqual([])
        expect(await send("deliveries", delivery)).toEqual([])
        expect(await send("deliveries", delivery)).toEqual(used)
        const drafted = accepted(
          "draft",
          await admin.post<{ delivery: Document; warnings: object[] }>(`${base}/deliveries`, {
            ...draft,
            reference,
          })
        )
        expect(drafted.warnings).toEqual(used)
        const url = `${base}/deliveries/${drafted.delivery.id}`
        const changed = await admin.post<{ delivery: Document }>(url, { reference: "PO-2" })
        expect(changed.data.delivery.warnings).toBeUndefined()
        await admin.post(url, { reference })
        const posted = await admin.post<{ warnings: object[] }>(`${url}/post`)
        expect(posted.data.warnings).toEqual(used)

        const warehouse_id = await id.warehouse("SHOP")
        await admin.post(`${base}/warehouses/${warehouse_id}/items`, {
          items: [{ sku: "X", minimum: "30", maximum: "35" }],
        })
        const refill = { warehouse_id, from_stock_location_id: await id.location("OWN") }
        expect(await send("refill", refill)).toEqual(used)

        const count = async (counted_quantity: string) =>
          await send("counted-take-backs", {
            warehouse_id,
            to_stock_location_id: await id.location("OWN"),
            lines: [{ sku: "X", counted_quantity, quantity: "1", missing_as: "sold" }],
          })
        expect(await count("19")).toEqual([])
        expect(await count("17")).toEqual([...used, ...used])
        const takeBack = await bodyOf.takeBack("1")
        expect(await send("take-backs", takeBack)).toEqual(used)
      })
    })
  },
})
