import type { Document } from "../../src/http-contract/document"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { accepted } from "../helpers/world"
import {
  createLedgerWorld,
  instant,
  type Listed,
  type Lot,
  type Movement,
  type Setting,
} from "../helpers/ledger-world"

const base = "/admin/consignment"

interface StockRow {
  warehouse_id: string
  sku: string
  contractor_id: string
  quantity: string
  value: string
}

const twoWarehouses: Setting = {
  warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } },
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, anyone, story } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** One page of a list; without its name, as the route has it. */
    const list = async <Row>(path: string, parameters: object = {}) => {
      const key = path.replaceAll("-", "_")
      const url = `${base}/${path}`
      const { data } = await admin.get<Listed<string, Row>>(url, parameters)
      return { rows: data[key] as Row[], count: data.count, offset: data.offset, limit: data.limit }
    }

    it("lets nobody read or post without a token", async () => {
      for (const [verb, path] of [
        ["get", "goods-receipts"],
        ["post", "goods-receipts"],
        ["get", "goods-receipts/x"],
        ["post", "goods-receipts/x/reverse"],
        ["get", "goods-issues"],
        ["post", "goods-issues"],
        ["post", "goods-issues/plan"],
        ["get", "goods-issues/x"],
        ["post", "goods-issues/x/returns"],
        ["post", "goods-issues/x/reverse"],
        ["get", "goods-issue-returns"],
        ["get", "goods-issue-returns/x"],
        ["post", "goods-issue-returns/x/reverse"],
        ["get", "lots"],
        ["get", "stock"],
        ["get", "stock/ownership"],
        ["get", "movements"],
        ["get", "orders/x"],
        ["get", "reconciliation"],
        ["get", "overview"],
        ["post", "settlements/preview"],
        ["get", "settlements"],
        ["post", "settlements"],
        ["get", "settlements/x"],
        ["get", "settlements/x/movements"],
        ["post", "settlements/x/cancel"],
        ["get", "contractors/x/balance"],
      ] as const) {
        expect({ verb, path, status: (await anyone[verb](`${base}/${path}`)).status }).toEqual({
          verb,
          path,
          status: 401,
        })
      }
    })

    describe("lots", () => {
      it("answers a lot with everything that is known of it", async () => {
        const { given, when, id } = story()
        const receipt = await given.receipt("L", "20", "7.50", {
          dated: "2026-01-10",
          expires: "2027-01-31",
        })
        await when.issues("8")
        expect(await list("lots")).toEqual({
          rows: [
            {
              id: id.lot("L"),
              contractor_id: await id.contractor("A"),
              warehouse_id: await id.warehouse("LOC"),
              stock_location_id: await id.location("LOC"),
              inventory_item_id: await id.item("X"),
              sku: "X",
              received_at: instant("2026-01-10"),
              quantity_received: "20",
              quantity_remaining: "12",
              quantity_consumed: "8",
              quantity_returned_to_consignor: "0",
              quantity_counted: "0",
              quantity_transferred: "0",
              quantity_invoiced: "0",
              quantity_prepaid: "0",
              unit_cost: "7.5",
              currency_code: "EUR",
              direction: "inbound",
              batch: null,
              expires_at: instant("2027-01-31"),
              serial_numbers: null,
              possible_serial_numbers: [],
              origin_lot_id: null,
              document_id: receipt.id,
            },
          ],
          count: 1,
          offset: 0,
          limit: 50,
        })
      })

      it("lists by contractor, warehouse, item, document and dates, open ones or empty ones", async () => {
        const { given, when, id } = story(twoWarehouses)
        await given.receipt("A:L1", "10", "1.00", { dated: "2026-01-01" })
        await given.receipt("A:L2", "9", "1.00", { dated: "2026-01-02", at: "KRK" })
        const third = await given.receipt("B:L3", "8", "1.00", { dated: "2026-01-03", item: "Y" })
        await given.receipt("B:L4", "11", "1.00", { dated: "2026-01-04" })
        await when.issues("8", { at: "LOC", lot: "L4" })
        await when.issues({ Y: "8" })
        const names = new Map(["L1", "L2", "L3", "L4"].map((name) => [id.lot(name), name]))
        const lots = async (parameters: object) =>
          (await list<Lot>("lots", { order: "received_at", ...parameters })).rows.map((lot) =>
            names.get(lot.id)
          )
        const [a, b] = [await id.contractor("A"), await id.contractor("B")]
        expect(await lots({})).toEqual(["L1", "L2", "L3", "L4"])
        expect(await lots({ order: "-received_at" })).toEqual(["L4", "L3", "L2", "L1"])
        expect(await lots({ order: "quantity_remaining" })).toEqual(["L3", "L4", "L2", "L1"])
        expect(await lots({ contractor_id: a })).toEqual(["L1", "L2"])
        expect(
          await lots({ contractor_id: [a, b], warehouse_id: await id.warehouse("LOC") })
        ).toEqual(["L1", "L3", "L4"])
        expect(await lots({ inventory_item_id: await id.item("Y") })).toEqual(["L3"])
        expect(await lots({ sku: "X", contractor_id: { $ne: a } })).toEqual(["L4"])
        expect(await lots({ document_id: third.id })).toEqual(["L3"])
        expect(await lots({ open: "true" })).toEqual(["L1", "L2", "L4"])
        expect(await lots({ open: true, contractor_id: b })).toEqual(["L4"])
        expect(await lots({ open: "false" })).toEqual(["L3"])
        const from = { $gte: instant("2026-01-02"), $lt: instant("2026-01-04") }
        expect(await lots({ received_at: from })).toEqual(["L2", "L3"])
        expect(await lots({ contractor_id: "concon_none" })).toEqual([])
        expect(await list("lots", { limit: 1, offset: 3, fields: "sku" })).toMatchObject({
          rows: [{ sku: expect.any(String) as string }],
          count: 4,
          offset: 3,
          limit: 1,
        })
      })
    })

    it("E19: tells until when goods may stay", async () => {
      const { given, id } = story({ terms: { return_within_days: 90, grace_days: 14 } })
      await given.receipt("L", "1", "5.00", { dated: "2026-03-01" })
      const url = `${base}/ageing`
      const answer = await admin.get<{ ageing: unknown[] }>(url, { direction: "inbound" })
      expect(accepted(url, answer)).toMatchObject({
        ageing: [{ lot_id: id.lot("L"), due_on: "2026-05-30", grace_until: "2026-06-13" }],
      })
    })

    describe("stock", () => {
      it("tells stock by location and owner with its value, now or as of a date", async () => {
        const { given, when, id } = story(twoWarehouses)
        await given.receipt("A:L1", "20", "7.50", { dated: "2026-01-10" })
        await given.receipt("A:L2", "5", "0.333", { dated: "2026-01-12" })
        await given.receipt("A:L3", "5", "2.00", { dated: "2026-01-15", currency: "PLN" })
        await given.receipt("B:L4", "4", "1.00", { dated: "2026-01-16", at: "KRK", item: "Y" })
        const issue = await when.issues("8", { dated: "2026-01-20" })
        await when.returns("3", { of: issue, dated: "2026-01-25" })
        await when.reverses(await given.receipt("GONE", "7", "1.00", { dated: "2026-01-05" }))

        const whole = await list<StockRow>("stock")
        const place = {
          warehouse_id: await id.warehouse("LOC"),
          stock_location_id: await id.location("LOC"),
          inventory_item_id: await id.item("X"),
          sku: "X",
          contractor_id: await id.contractor("A"),
          direction: "inbound",
        }
        expect(whole).toEqual({
          rows: [
            {
              ...place,
              quantity: "20",
              value: "114.17",
              currency_code: "EUR",
              oldest_received_at: instant("2026-01-10"),
            },
            {
              ...place,
              quantity: "5",
              value: "10.00",
              currency_code: "PLN",
              oldest_received_at: instant("2026-01-15"),
            },
            {
              warehouse_id: await id.warehouse("KRK"),
              stock_location_id: await id.location("KRK"),
              inventory_item_id: await id.item("Y"),
              sku: "Y",
              contractor_id: await id.contractor("B"),
              direction: "inbound",
              quantity: "4",
              value: "4.00",
              currency_code: "EUR",
              oldest_received_at: instant("2026-01-16"),
            },
          ],
          count: 3,
          offset: 0,
          limit: 50,
        })
        const rows = async (parameters: object) =>
          (await list<StockRow>("stock", parameters)).rows.map(
            ({ sku, quantity, value }) => `${sku} ${quantity} ${value}`
          )
        const [ofX, inZloty, ofY] = ["X 20 114.17", "X 5 10.00", "Y 4 4.00"]
        expect(await rows({ sku: "X" })).toEqual([ofX, inZloty])
        expect(await rows({ inventory_item_id: await id.item("Y") })).toEqual([ofY])
        expect(await rows({ contractor_id: await id.contractor("B") })).toEqual([ofY])
        expect(await rows({ warehouse_id: await id.warehouse("LOC") })).toEqual([ofX, inZloty])
        expect(await rows({ sku: "none" })).toEqual([])
        expect(await list("stock", { limit: 1, offset: 1, fields: "sku,quantity" })).toEqual({
          rows: [{ sku: "X", quantity: "5" }],
          count: 3,
          offset: 1,
          limit: 1,
        })

        expect(await rows({ q: "x" })).toEqual([ofX, inZloty])
        expect(await rows({ q: "no such" })).toEqual([])
        const totals = async (parameters: object = {}) =>
          (await admin.get<{ totals: unknown[] }>(`${base}/stock/totals`, parameters)).data.totals
        const inbound = { direction: "inbound", currency_code: "EUR" }
        expect(await totals()).toEqual([
          { ...inbound, quantity: "24", value: "118.17" },
          { ...inbound, currency_code: "PLN", quantity: "5", value: "10.00" },
        ])
        expect(await totals({ q: "y", direction: "inbound" })).toEqual([
          { ...inbound, quantity: "4", value: "4.00" },
        ])
        expect(await totals({ direction: "outbound" })).toEqual([])

        const ofEuro = async (asOf: string) =>
          (await rows({ contractor_id: await id.contractor("A"), as_of: asOf }))[0]
        expect(await rows({ as_of: "2026-01-09" })).toEqual([])
        expect(await rows({ as_of: instant("2026-01-10") })).toEqual(["X 20 150.00"])
        expect(await rows({ as_of: "2026-01-10T11:59:59.999Z" })).toEqual([])
        expect(await ofEuro("2026-01-19")).toBe("X 25 151.67")
        expect(await ofEuro(instant("2026-01-20"))).toBe("X 17 91.67")
        expect(await ofEuro("2026-01-31")).toBe(ofX)
        expect(await rows({ as_of: "2999-01-01" })).toEqual([ofX, inZloty, ofY])
      })

      it("tells of one item what is ours and what is whose, place by place", async () => {
        const { given, id } = story(twoWarehouses)
        await given.own("4")
        await given.own("6", { at: "SHOP" })
        await given.receipt("B:L1", "2", "1.00")
        await given.receipt("A:L2", "3.5", "1.00")
        await given.receipt("A:L3", "1", "1.00")
        await given.receipt("A:L4", "7", "1.00", { at: "KRK" })
        await given.reserved("2")
        const item = { inventory_item_id: await id.item("X"), sku: "X", pending: "0" }
        const contractors = [
          { contractor_id: await id.contractor("A"), quantity: "4.5" },
          { contractor_id: await id.contractor("B"), quantity: "2" },
        ].sort((a, b) => (a.contractor_id < b.contractor_id ? -1 : 1))
        const expected = [
          {
            ...item,
            stock_location_id: await id.location("LOC"),
            stocked: "10.5",
            reserved: "2",
            own: "4",
            consigned: "6.5",
            contractors,
          },
          {
            ...item,
            stock_location_id: await id.location("SHOP"),
            stocked: "6",
            reserved: "0",
            own: "6",
            consigned: "0",
            contractors: [],
          },
          {
            ...item,
            stock_location_id: await id.location("KRK"),
            stocked: "7",
            reserved: "0",
            own: "0",
            consigned: "7",
            contractors: [{ contractor_id: await id.contractor("A"), quantity: "7" }],
          },
        ].sort((a, b) => (a.stock_location_id < b.stock_location_id ? -1 : 1))
        const url = `${base}/stock/ownership`
        expect((await admin.get(url, { sku: "X" })).data).toEqual({ ownership: expected })
        const byId = { inventory_item_id: await id.item("X") }
        expect((await admin.get(url, byId)).data).toEqual({ ownership: expected })
        const there = { ...byId, sku: "X", stock_location_id: await id.location("SHOP") }
        expect((await admin.get(url, there)).data).toMatchObject({ ownership: [{ own: "6" }] })
        const nowhere = { sku: "X", stock_location_id: "sloc_none" }
        expect((await admin.get(url, nowhere)).data).toEqual({ ownership: [] })
        expectRefusal(await admin.get(url, { sku: "none" }), "UNKNOWN_ITEM")
        expectRefusal(await admin.get(url), "INVALID_DATA")
      })
    })

    describe("movements", () => {
      it("lists by everything that a movement names", async () => {
        const { given, when, id } = story(twoWarehouses)
        await given.receipt("A:L1", "5", "1.00", { dated: "2026-01-01" })
        await given.receipt("B:L2", "5", "1.00", { dated: "2026-01-02" })
        await given.receipt("B:L3", "5", "1.00", { dated: "2026-01-03", at: "KRK", item: "Y" })
        const settlement = await when.settles({ contractor: "A", to: "2026-01-31" })
        const issue = await when.issues("7", { dated: "2026-01-20", key: "k1", branch: "TILL" })
        const { reversal } = await when.reverses(issue)
        const movements = async (filters: object) =>
          (await list<Movement>("movements", { order: "sequence", ...filters })).rows.map(
            ({ type, quantity }) => `${type} ${quantity}`
          )
        const [one, two, three] = [5, 5, 5].map((quantity) => `goods_receipt ${quantity}`)
        const issued = ["goods_issue -5", "goods_issue -2"]
        const reversed = ["goods_issue_reversal 2", "goods_issue_reversal 5"]
        expect(await movements({})).toEqual([one, two, three, ...issued, ...reversed])
        expect(await movements({ order: "-sequence", limit: 1 })).toEqual(reversed.slice(1))
        expect(await movements({ contractor_id: await id.contractor("A") })).toEqual([
          one,
          issued[0],
          reversed[1],
        ])
        expect(await movements({ warehouse_id: await id.warehouse("KRK") })).toEqual([three])
        expect(await movements({ inventory_item_id: await id.item("Y") })).toEqual([three])
        expect(await movements({ lot_id: id.lot("L2"), type: ["goods_issue"] })).toEqual([
          issued[1],
        ])
        expect(await movements({ settlement_id: settlement.id })).toEqual([one])
        expect(await movements({ document_id: issue.id })).toEqual(issued)
        expect(await movements({ document_id: { $in: [reversal.id] } })).toEqual(reversed)
        expect(await movements({ document_type: "reversal" })).toEqual(reversed)
        expect(await movements({ type: "goods_issue" })).toEqual(issued)
        expect(await movements({ branch_code: "TILL" })).toEqual([...issued, ...reversed])
        expect(await movements({ source_key: "goods_issue:k1" })).toEqual(issued)
        expect(await movements({ late: "true" })).toEqual([issued[0], reversed[1]])
        expect(await movements({ late: false, type: "goods_issue" })).toEqual([issued[1]])
        expect(
          await movements({
            effective_at: { $gte: instant("2026-01-02"), $lte: instant("2026-01-03") },
          })
        ).toEqual([two, three])
        expect(await movements({ posted_at: { $lt: "2026-01-01" } })).toEqual([])
      })
    })

    describe("documents", () => {
      it("lists by contractor, warehouse, place, status, dates and reference", async () => {
        const { given, when, id } = story(twoWarehouses)
        await given.receipt("A:L1", "5", "1.00", { dated: "2026-01-01" })
        await given.receipt("B:L2", "5", "1.00", { dated: "2026-01-02" })
        const third = await given.receipt("B:L3", "5", "1.00", { dated: "2026-01-03", at: "KRK" })
        const numbers = async (path: string, parameters: object = {}) =>
          (await list<Document>(path, { order: "number", ...parameters })).rows.map(({ number }) =>
            number.replace(/-0+/, "")
          )
        const [a, b] = [await id.contractor("A"), await id.contractor("B")]
        await when.reverses(third)
        const receipts = "goods-receipts"
        expect(await numbers(receipts)).toEqual(["GR1", "GR2", "GR3"])
        expect(await numbers(receipts, { order: "-effective_at" })).toEqual(["GR3", "GR2", "GR1"])
        expect(await numbers(receipts, { contractor_id: b })).toEqual(["GR2", "GR3"])
        expect(await numbers(receipts, { warehouse_id: await id.warehouse("KRK") })).toEqual([
          "GR3",
        ])
        expect(await numbers(receipts, { status: "posted" })).toEqual(["GR1", "GR2"])
        expect(await numbers(receipts, { status: ["reversed"] })).toEqual(["GR3"])
        expect(await numbers(receipts, { effective_at: { $gt: instant("2026-01-01") } })).toEqual([
          "GR2",
          "GR3",
        ])
        expect(await numbers(receipts, { posted_at: { $lte: "2026-01-31" } })).toEqual([])
        expect(await numbers(receipts, { q: "GR-000002" })).toEqual(["GR2"])
        expect(await numbers(receipts, { id: third.id, number: "GR-000003" })).toEqual(["GR3"])
        const partner = { code: "A", name: "Atelier 100%_Noord" }
        accepted(base, await admin.post(`${base}/contractors/${a}`, partner))
        expect(await numbers(receipts, { q: "noord" })).toEqual(["GR1"])
        expect(await numbers(receipts, { q: "%%" })).toEqual([])
        const totals = async (parameters: object = {}) =>
          (await admin.get<{ totals: unknown[] }>(`${base}/${receipts}/totals`, parameters)).data
            .totals
        const sum = (documents: number, quantity: string, value: string) => [
          { currency_code: "EUR", documents, quantity, value },
        ]
        expect(await totals()).toEqual(sum(2, "10", "10.00"))
        expect(await totals({ q: "noord" })).toEqual(sum(1, "5", "5.00"))
        expect(await totals({ contractor_id: [a, b], status: "reversed" })).toEqual(
          sum(1, "5", "5.00")
        )
        expect(await totals({ effective_at: { $gt: instant("2026-01-01") } })).toEqual(
          sum(1, "5", "5.00")
        )
        expect(await totals({ id: { $nin: [third.id] }, number: "GR-000002" })).toEqual(
          sum(1, "5", "5.00")
        )
        expect(await totals({ id: { $in: [third.id], $ne: third.id } })).toEqual([])

        const sold = await when.issues("3")
        const mixed = await when.issues("4", { branch: "TILL" })
        await when.returns("1", { of: sold })
        await when.returns("1", { of: mixed })
        const issues = "goods-issues"
        expect(await numbers(issues, { contractor_id: a })).toEqual(["GI1", "GI2"])
        expect(await numbers(issues, { contractor_id: b })).toEqual(["GI2"])
        expect(await numbers(issues, { contractor_id: [a, b], status: "posted" })).toEqual([
          "GI1",
          "GI2",
        ])
        expect(await numbers(issues, { contractor_id: "concon_none" })).toEqual([])
        expect(await numbers(issues, { branch_code: "TILL" })).toEqual(["GI2"])
        expect(await numbers(issues, { stock_location_id: await id.location("LOC") })).toEqual([
          "GI1",
          "GI2",
        ])
        expect(await numbers(issues, { order_id: "order_none" })).toEqual([])
        expect(await numbers("goods-issue-returns", { contractor_id: b })).toEqual(["GIR2"])
        const page = await list<Document>(issues, { contractor_id: [a, b], limit: 1, offset: 1 })
        expect(page).toMatchObject({ count: 2, offset: 1, limit: 1 })
        expect(page.rows).toHaveLength(1)
      })
    })

    it("sums settlements by direction and currency, without cancelled ones", async () => {
      const { given, when, id } = story()
      await given.receipt("A:L1", "5", "1.50")
      await given.receipt("B:L2", "5", "2.00")
      await when.issues("2", { lot: "L1" })
      await when.issues("3", { lot: "L2" })
      await when.settles({ contractor: "A" })
      const second = await when.settles({ contractor: "B" })
      const url = `${base}/settlements`
      const totals = async (parameters: object = {}) =>
        (await admin.get<{ totals: unknown[] }>(`${url}/totals`, parameters)).data.totals
      const sum = (settlements: number, amount: string) => [
        { direction: "inbound", currency_code: "EUR", settlements, net_value: amount, amount },
      ]
      expect(await totals()).toEqual(sum(2, "9.00"))
      expect(await totals({ contractor_id: await id.contractor("A") })).toEqual(sum(1, "3.00"))
      accepted(url, await admin.post(`${url}/${second.id}/cancel`))
      expect(await totals()).toEqual(sum(1, "3.00"))
      expect(await totals({ status: ["closed", "cancelled"] })).toEqual(sum(2, "9.00"))
    })

    it("lists partners by what their agreements make them", async () => {
      const { given, id } = story()
      await given.receipt("A:L1", "5", "1.50")
      const listed = async (direction: string) =>
        (await list<{ id: string }>("contractors", { direction })).rows.map((row) => row.id)
      expect(await listed("inbound")).toEqual([await id.contractor("A")])
      expect(await listed("outbound")).toEqual([])
    })

    it("shows every row once from page to page, in whatever order", async () => {
      const { given, id } = story()
      await given.receipt("L", "1", "1.00")
      const parties = {
        contractor_id: await id.contractor("A"),
        warehouse_id: await id.warehouse("LOC"),
      }
      const line = { sku: "X", quantity: "1", unit_cost: "1" }
      await Promise.all(
        [4, 6, 8].map((count) =>
          admin.post(`${base}/goods-receipts`, { ...parties, lines: Array(count).fill(line) })
        )
      )
      for (const [path, count, orders] of [
        ["lots", 19, [undefined, "received_at", "-sku", "quantity_remaining", "sequence"]],
        ["movements", 19, [undefined, "effective_at", "-posted_at", "created_at", "id"]],
        ["goods-receipts", 4, [undefined, "number", "-effective_at", "status"]],
        ["stock", 1, [undefined]],
      ] as const) {
        for (const order of orders) {
          const rows: object[] = []
          for (let offset = 0; offset < count; offset += 5) {
            rows.push(...(await list<object>(path, { order, offset, limit: 5 })).rows)
          }
          const whole = await list<object>(path, { order, limit: 1000 })
          expect(whole).toMatchObject({ count, limit: 1000, offset: 0 })
          expect(rows).toEqual(whole.rows)
          expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(count)
        }
      }
    })

    it("refuses bad paging, unknown orders and unknown filters", async () => {
      for (const path of [
        "lots",
        "stock",
        "movements",
        "goods-receipts",
        "goods-issues",
        "goods-issue-returns",
      ]) {
        for (const [field, value] of [
          ["limit", "0"],
          ["limit", "1001"],
          ["limit", "many"],
          ["limit", "1.5"],
          ["offset", "-1"],
          ["order", "colour"],
          ["order", "-"],
          ["colour", "red"],
        ]) {
          expectInvalid(
            await admin.get(`${base}/${path}`, { [String(field)]: value }),
            String(field)
          )
        }
      }
      for (const [path, field, value] of [
        ["lots", "open", "perhaps"],
        ["lots", "received_at", "yesterday"],
        ["lots", "expires_at", { $gte: "0000-01-01" }],
        ["stock", "as_of", "yesterday"],
        ["stock", "as_of", "0000-01-01"],
        ["movements", "late", "perhaps"],
        ["movements", "q", "x"],
        ["movements", "posted_at", { $gte: "soon" }],
        ["movements", "lot_id", "a\u0000b"],
        ["goods-issues", "effective_at", "soon"],
        ["goods-receipts/x", "limit", "1"],
        ["stock/ownership", "limit", "1"],
      ] as const) {
        const answer = await admin.get(`${base}/${path}`, { [field]: value })
        expectRefusal(answer, "INVALID_DATA")
      }
    })
  },
})
