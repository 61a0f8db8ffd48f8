import type { ContractorPrice, PriceImport } from "../../src/http-contract/contractor-price"
import type { Document } from "../../src/http-contract/document"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** The supplier A, paid by their price list, whose items X and Y we may hold. */
    const opened = async () => {
      const told = story({ terms: { price_basis: "price_list", time_zone: "Europe/Warsaw" } })
      await told.given.agreement("A", "EUR")
      await told.given.mark("A", "X")
      const url = `${base}/contractors/${await told.id.contractor("A")}/prices`
      const [X, Y] = [await told.id.item("X"), await told.id.item("Y")]
      const set = async (...prices: object[]) =>
        (await admin.post<{ prices: ContractorPrice[] }>(url, { prices })).data.prices
      const list = async () =>
        (await admin.get<{ prices: ContractorPrice[] }>(url, { order: "valid_from" })).data.prices
      return { ...told, url, X, Y, set, list }
    }

    it("keeps prices by item and day, and replaces that of the same day", async () => {
      const { url, X, set, list } = await opened()
      const made = await set(
        { inventory_item_id: X, unit_price: "5.00", valid_from: "2026-03-01" },
        { sku: "X", unit_price: "6", valid_from: "2026-03-10", currency_code: "eur" }
      )
      expect(made).toMatchObject([
        { sku: "X", unit_price: "5", currency_code: "EUR", valid_from: "2026-03-01" },
        { sku: "X", unit_price: "6", currency_code: "EUR", valid_from: "2026-03-10" },
      ])
      await set({ sku: "X", unit_price: "5.5", valid_from: "2026-03-01" })
      expect((await list()).map((price) => price.unit_price)).toEqual(["5.5", "6"])
      const answer = await admin.delete(`${url}/${made[1]?.id}`)
      expect(answer.data).toEqual({ id: made[1]?.id, object: "contractor_price", deleted: true })
      expect(await list()).toHaveLength(1)
      expectRefusal(await admin.delete(`${url}/${made[1]?.id}`), "NOT_FOUND")
    })

    it("pays for a sale by the price of its day, to the cent, across a change of the price", async () => {
      const { given, when, then, set } = await opened()
      await set(
        { sku: "X", unit_price: "5.005", valid_from: "2026-03-01" },
        { sku: "X", unit_price: "6.00", valid_from: "2026-03-10" }
      )
      await given.receipt("L", "10", "4.00", { dated: "2026-02-01" })
      const costOf = ({ lines }: Document) => lines[0]?.allocations?.[0]?.unit_cost
      const sale = await when.issues("2", { dated: "2026-03-09T22:59:59.000Z", price: "19.00" })
      expect(costOf(sale)).toBe("5.005")
      expect(costOf(await when.issues("1", { dated: "2026-03-09T23:00:00.000Z" }))).toBe("6")
      await set({ sku: "X", unit_price: "9.00", valid_from: "2026-03-01" })
      const back = await when.returns("1", { of: sale })
      await then.movements(back, { lot: "L", quantity: "1", unit_cost: "5.005" })
      await then.lines(await when.settles(), {
        issued: "3",
        returned: "1",
        net: "2",
        net_value: "11.01",
      })
    })

    it("refuses a sale on a day without a price, and takes it once there is one", async () => {
      const { given, id, set, X, Y } = await opened()
      await given.mark("A", "Y")
      await given.receipt("L", "10", "4.00", { dated: "2026-02-01" })
      await given.receipt("M", "10", "4.00", { dated: "2026-02-01", item: "Y" })
      await set({ sku: "X", unit_price: "5.00", valid_from: "2026-03-01" })
      const sell = async () =>
        await admin.post<{ goods_issue: Document }>(`${base}/goods-issues`, {
          stock_location_id: await id.location("LOC"),
          effective_at: "2026-02-15",
          lines: [
            { inventory_item_id: X, quantity: "1" },
            { inventory_item_id: Y, quantity: "1" },
          ],
        })
      const refused = await sell()
      const missing = { code: "INVALID_DATA", reason: "listed_price_missing", date: "2026-02-15" }
      expect(refused).toMatchObject({
        status: 400,
        data: {
          code: "INVALID_DATA",
          details: {
            lines: [
              {
                ...missing,
                index: 0,
                sku: "X",
                message: expect.stringMatching(
                  /no price of X in EUR on 2026-02-15\. Add a price that is valid from that day or earlier\./
                ) as string,
              },
              { ...missing, index: 1, sku: "Y" },
            ],
          },
        },
      })
      const { movements } = (
        await admin.get<{ movements: object[] }>(`${base}/movements`, { type: "goods_issue" })
      ).data
      expect(movements).toEqual([])
      await set(
        { sku: "X", unit_price: "4.5", valid_from: "2026-02-15" },
        { sku: "Y", unit_price: "7", valid_from: "2026-01-01" }
      )
      const { goods_issue } = (await sell()).data
      expect(goods_issue.lines.map((line) => line.allocations?.[0]?.unit_cost)).toEqual([
        "4.5",
        "7",
      ])
    })

    it("gives a receipt its cost, and says what to do where it has none", async () => {
      const { id, set, X } = await opened()
      const receive = async () =>
        await admin.post<{ goods_receipt: Document }>(`${base}/goods-receipts`, {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [{ inventory_item_id: X, quantity: "1" }],
        })
      expect(await receive()).toMatchObject({
        status: 400,
        data: {
          details: {
            lines: [{ path: "unit_cost", message: expect.stringMatching("price list") as string }],
          },
        },
      })
      await set({ sku: "X", unit_price: "5.00", valid_from: "2026-01-01" })
      const { data } = await receive()
      expect(data.goods_receipt.lines).toMatchObject([{ unit_cost: "5" }])
    })

    it("refuses bad decimals and days by their fields", async () => {
      const { url } = await opened()
      const prices = [{ sku: "X", unit_price: "x", valid_from: "2026-02-30" }]
      expectInvalid(await admin.post(url, { prices }), "prices.0.unit_price", "prices.0.valid_from")
    })

    it("names unknown items, prices named twice and a missing currency in one error", async () => {
      const { given, url, list } = await opened()
      await given.agreement("A", "PLN")
      const price = { sku: "X", unit_price: "5", valid_from: "2026-03-01", currency_code: "EUR" }
      const prices = [
        price,
        { ...price, sku: "NONE" },
        { ...price, unit_price: "6" },
        { ...price, sku: "Y", currency_code: undefined },
        { ...price, currency_code: "PLN" },
      ]
      const answer = await admin.post(url, { prices })
      expectRefusal(answer, "UNKNOWN_ITEM")
      expect((answer.data as { details: { lines: object[] } }).details.lines).toMatchObject([
        { index: 0, code: "INVALID_DATA", path: "valid_from", reason: "repeated" },
        { index: 1, code: "UNKNOWN_ITEM", sku: "NONE" },
        { index: 2, code: "INVALID_DATA", path: "valid_from", reason: "repeated" },
        { index: 3, code: "INVALID_DATA", path: "currency_code", reason: "required" },
      ])
      expect(await list()).toEqual([])
    })

    it("imports a file of prices whole, or names every line at fault", async () => {
      const { url, list } = await opened()
      const upload = (lines: string[], params: object = {}) =>
        admin.upload<{ import: PriceImport }>(`${url}/import`, lines.join("\n"), { params })
      const header = "sku;unit_price;valid_from"
      const bad = [
        header,
        "X;5.00;2026-03-01",
        "X;five;2026-03-02",
        "NONE;6;2026-03-01",
        "X;7;soon",
        "Y;8;2026-03-01",
        "Y;9;2026-03-01",
        "X;8",
      ]
      const refused = await upload(bad)
      expect(refused.status).toBe(400)
      expect(
        (refused.data as unknown as { details: { lines: object[] } }).details.lines
      ).toMatchObject([
        { line: 3, path: "unit_price", reason: "amount" },
        { line: 4, code: "UNKNOWN_ITEM" },
        { line: 5, path: "valid_from", reason: "date" },
        { line: 6, path: "valid_from", reason: "repeated" },
        { line: 7, path: "valid_from", reason: "repeated" },
        { line: 8, reason: "header" },
      ])
      expect(await list()).toEqual([])
      const checked = await upload(bad, { dry_run: true })
      expect(checked.data.import).toMatchObject({ status: "checked", lines: 7 })
      expect(checked.data.import.errors).toHaveLength(6)
      const imported = await upload([header, "X;5.00;2026-03-01", "Y;7.5;2026-03-01"])
      expect(imported.data.import).toEqual({ status: "imported", lines: 2, errors: [] })
      expect((await list()).map(({ sku }) => sku).sort()).toEqual(["X", "Y"])
    })
  },
})
