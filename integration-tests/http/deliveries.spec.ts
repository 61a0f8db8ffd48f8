import type { Document } from "../../src/http-contract/document"
import type { Delivery } from "../../src/http-contract/outbound-documents"
import { pagesOf } from "../../src/paper/__tests__/reading"
import { ConsignmentEvents } from "../../src/workflows"
import { atOwn, atShop, tellOfCustomers, tellOfFilledShop } from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"

const base = "/admin/consignment"
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)
    const filledUp = (setting?: Setting) => tellOfFilledShop(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("pick lists", () => {
      it("moves nothing until it is posted, and keeps its id", async () => {
        const { given, when, then, id } = story()
        await given.own("10", atOwn)
        const draft = await when.picks("8", "25.00")
        expect(draft).toMatchObject({
          number: null,
          status: "draft",
          posted_at: null,
          effective_at: null,
          lines: [{ quantity: "8", unit_price: "25", lot_id: null }],
        })
        await then.level(["10", "10", "0"], atOwn)
        const url = `${base}/deliveries/${draft.id}`
        const picked = await admin.post<{ delivery: Delivery }>(url, {
          note: "two were broken",
          lines: [{ inventory_item_id: await id.item("X"), quantity: "6", unit_price: "25.00" }],
        })
        expect(picked).toMatchObject({
          status: 200,
          data: { delivery: { note: "two were broken", lines: [{ quantity: "6" }] } },
        })
        const listed = await admin.get<{ count: number }>(`${base}/deliveries`, { status: "draft" })
        expect(listed.data).toMatchObject({ count: 1, deliveries: [{ id: draft.id }] })
        const posted = await when.postsPicked("L", draft, "k1")
        expect(posted).toMatchObject({
          id: draft.id,
          number: "DL-000001",
          status: "posted",
          note: "two were broken",
          lines: [{ id: picked.data.delivery.lines[0]?.id, quantity: "6", lot_id: id.lot("L") }],
        })
        expect((await when.postsPicked("L", draft, "k1")).number).toBe("DL-000001")
        await then.level(["4", "4", "0"], atOwn)
        await then.level(["6", "0", "6"], atShop)
        await then.refuses(() => when.postsPicked("L", draft), "DOCUMENT_POSTED")
        expectRefusal(await admin.post(url, { note: "late" }), "DOCUMENT_POSTED")
        expectRefusal(await admin.delete(url), "DOCUMENT_POSTED")
      })

      it("is announced, and what becomes of it", async () => {
        const { given, when } = story()
        await given.own("10", atOwn)
        const bus = listen(world.container())
        const ours = () =>
          bus
            .told()
            .filter(({ name }) => name.startsWith("consignment.delivery."))
            .map(({ name, data }) => `${name} ${data.id}`)
        const draft = await when.picks("8", "25.00")
        const posted = await when.postsPicked("L", draft, "k1")
        await when.postsPicked("L", draft, "k1")
        await when.hears(posted, "7")
        const { id: another } = await when.delivers("L2", "1", "25.00")
        expect(ours()).toEqual([
          `${ConsignmentEvents.DELIVERY_DRAFTED} ${draft.id}`,
          `${ConsignmentEvents.DELIVERY_POSTED} ${draft.id}`,
          `${ConsignmentEvents.DELIVERY_RECEIVED} ${draft.id}`,
          `${ConsignmentEvents.DELIVERY_POSTED} ${another}`,
        ])
        bus.stop()
      })

      it("stays a draft where the posting is refused, and can be deleted", async () => {
        const { given, when, then } = story()
        await given.own("10", atOwn)
        const draft = await when.picks("11", "25.00", { key: "k1" })
        expect((await when.picks("11", "25.00", { key: "k1" })).id).toBe(draft.id)
        await then.refuses(() => when.postsPicked("L", draft), "INSUFFICIENT_STOCK")
        const url = `${base}/deliveries/${draft.id}`
        expect((await admin.get<{ delivery: Delivery }>(url)).data.delivery.status).toBe("draft")
        expectRefusal(await admin.post(`${url}/reverse`), "NOT_FOUND")
        expect(await admin.delete(url)).toMatchObject({
          status: 200,
          data: { id: draft.id, object: "delivery", deleted: true },
        })
        expectRefusal(await admin.get(url), "NOT_FOUND")
        expectRefusal(await admin.post(`${url}/post`), "NOT_FOUND")
      })
    })

    describe("refill", () => {
      it("suggests what is missing to the maximum, and drafts its delivery", async () => {
        const { given, when, then, id } = story()
        for (const item of ["X", "Y", "Z"]) await given.own("12", { ...atOwn, item })
        await given.reserved("4", { ...atOwn, item: "Y" })
        await when.delivers("L", "5", "25.00")
        await when.delivers("M", "2", "10.00", { item: "Y" })
        const shop = await id.warehouse("SHOP")
        const url = `${base}/warehouses/${shop}/items`
        const { items } = await world.post<{ items: unknown[] }>(url, {
          items: [
            { sku: "X", minimum: "4", maximum: "10" },
            { sku: "Y", minimum: "3", maximum: "20" },
            { inventory_item_id: await id.item("Z"), unit_price: "7.5", currency_code: "eur" },
          ],
        })
        expect(items).toMatchObject([
          { sku: "X", minimum: "4", maximum: "10", unit_price: null },
          { sku: "Y", minimum: "3", maximum: "20" },
          { sku: "Z", minimum: null, unit_price: "7.5", currency_code: "EUR" },
        ])
        const suggested = async () =>
          (
            await admin.get<{ refill: { sku: string; suggested_quantity: string }[] }>(
              `${base}/refill`,
              { contractor_id: await id.contractor("K") }
            )
          ).data.refill
        expect(await suggested()).toMatchObject([
          { sku: "Y", quantity: "2", drafted_quantity: "0", suggested_quantity: "18" },
        ])
        await when.sells("2")
        expect(await suggested()).toMatchObject([
          { warehouse_id: shop, sku: "X", quantity: "3", suggested_quantity: "7" },
          { sku: "Y" },
        ])
        const body = { warehouse_id: shop, from_stock_location_id: await id.location("OWN") }
        const { delivery } = await world.post<{ delivery: Delivery }>(`${base}/refill`, body)
        expect(delivery).toMatchObject({
          status: "draft",
          lines: [
            { sku: "X", quantity: "7" },
            { sku: "Y", quantity: "6" },
          ],
        })
        expect(await suggested()).toEqual([])
        expectInvalid(await admin.post(`${base}/refill`, body), "warehouse_id")
        await when.postsPicked("R", delivery)
        await then.level(["10", "0", "10"], atShop)
        const gone = await admin.delete(`${url}/${await id.item("X")}`)
        expect(gone).toMatchObject({ status: 200, data: { object: "warehouse_item" } })
        await when.sells("9")
        expect(await suggested()).toEqual([])
        expect((await admin.get(url)).data).toMatchObject({ count: 2 })
      })

      it("refuses bounds that contradict, and items twice", async () => {
        const { id } = await filledUp()
        const url = `${base}/warehouses/${await id.warehouse("SHOP")}/items`
        const post = (...items: object[]) => admin.post(url, { items })
        expectRefusal(await post({ sku: "X", minimum: "4", maximum: "3" }), "INVALID_DATA")
        expectRefusal(await post({ sku: "X", maximum: "3" }), "INVALID_DATA")
        expectRefusal(await post({ sku: "X" }, { sku: "X" }), "INVALID_DATA")
        expectRefusal(await post({ sku: "NONE" }), "UNKNOWN_ITEM")
        expectRefusal(await admin.delete(`${url}/${await id.item("X")}`), "NOT_FOUND")
        expectRefusal(await admin.get(`${base}/warehouses/none/items`), "NOT_FOUND")
      })
    })

    describe("consignment notes", () => {
      it.each([
        ["en", "Consignment note"],
        ["nl", "Consignatiebon"],
        ["pl", "Wydanie konsygnacyjne"],
      ])("go with the goods in %s", async (language, title) => {
        const { id, delivery } = await filledUp()
        await id.warehouse("SHOP")
        const url = `${base}/deliveries/${delivery.id}/document`
        const note = await admin.download(url, { language })
        expect(note).toMatchObject({ status: 200, headers: { "content-type": "application/pdf" } })
        const [page] = await pagesOf(note.data)
        expect(page).toContain(title)
        expect(page).toContain("DL-000001")
        expect(page).toContain("500")
      })

      it("name who pays transport, and no price, where the terms say so", async () => {
        const terms = { transport_paid_by: "consignee", prices_on_notes: false } as const
        const { delivery } = await filledUp({ terms })
        const note = await admin.download(`${base}/deliveries/${delivery.id}/document`, {
          language: "en",
        })
        const [page] = await pagesOf(note.data)
        expect(page).toContain("Transport Paid by the consignee")
        expect(page).toContain("X X 20")
        expect(page).not.toMatch(/price|25\.00|500/i)
      })

      it("are pick lists until they are posted, which nobody can send", async () => {
        const { given, when } = story()
        await given.own("10", atOwn)
        const draft = await when.picks("3", "25.00")
        const url = `${base}/deliveries/${draft.id}`
        const list = await admin.download(`${url}/document`, { language: "en" })
        const [page] = await pagesOf(list.data)
        expect(page).toContain("Pick list")
        expect(page).toContain("X X 3")
        expect(page).not.toContain("25.00")
        const body = { to: "shop@example.com", subject: "List", text: "Here it is." }
        expectRefusal(await admin.post(`${url}/send`, body), "INVALID_DATA")
      })
    })

    describe("arrivals", () => {
      it("shows what did not arrive until a take-back or a sale of that lot explains it", async () => {
        const { when, delivery } = await filledUp()
        const differenceOf = async () => {
          const answer = await admin.get<{ delivery: Delivery }>(
            `${base}/deliveries/${delivery.id}`
          )
          return answer.data.delivery.lines.map((line) => line.difference)
        }
        const heard = await when.hears(delivery, "17")
        expect(heard).toMatchObject({
          received_at: anInstant,
          lines: [{ quantity: "20", received_quantity: "17", difference: "3" }],
        })
        await when.sells("4")
        expect(await differenceOf()).toEqual(["3"])
        await when.takesBack("2", { lot: "L" })
        expect(await differenceOf()).toEqual(["1"])
        const paid = await when.sells("1", { lot: "L" })
        expect(await differenceOf()).toEqual(["0"])
        await when.reverses(paid)
        expect(await differenceOf()).toEqual(["1"])
      })

      it("takes the customer's word for posted deliveries only", async () => {
        const { when, then, delivery } = await filledUp()
        const draft = (await when.picks("1", "25.00")) as Document
        await then.refuses(() => when.hears(draft, "1"), "INVALID_DATA")
        const unknown = { lines: [{ line_id: "nowhere", received_quantity: "1" }] }
        expectInvalid(
          await admin.post(`${base}/deliveries/${delivery.id}/receipt`, unknown),
          "lines.0.line_id"
        )
        await when.reverses(delivery)
        await then.refuses(() => when.hears(delivery, "1"), "ALREADY_REVERSED")
      })
    })
  },
})
