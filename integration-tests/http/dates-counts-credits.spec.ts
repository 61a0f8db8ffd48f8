import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { Document } from "../../src/http-contract/document"
import { tellOfCustomers } from "../helpers/customer-verbs"
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

    const post = async <Body>(path: string, data: object): Promise<Body> =>
      accepted(path, await admin.post<Body>(`${base}/${path}`, data))

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
  },
})
