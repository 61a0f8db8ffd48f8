import type { Document } from "../../src/http-contract/document"
import {
  atOwn,
  atShop,
  outbound,
  sales,
  tellOfCustomers,
  tellOfFilledShop,
  unbranched,
} from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)
    const filledUp = (setting?: Setting) => tellOfFilledShop(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("fill-up to pick-up", () => {
      it("E30: sells, invoices, credits what came back, and brings the rest home", async () => {
        const { when, then } = await filledUp()
        const first = await when.settles(outbound)
        await then.lines(first)
        await then.statement(first, { received: "20", closing: "20" })
        await then.level(["80", "80", "0"], atOwn)
        await then.level(["20", "0", "20"], atShop)

        const sale = await when.sells("7")
        await then.picks(sale, "L 7")
        await then.level(["13", "0", "13"], atShop)
        const second = await when.settles(outbound)
        await then.lines(second, {
          issued: "7",
          net: "7",
          net_value: "175.00",
          ...unbranched("7", "175.00"),
        })
        const invoice = await when.invoices([second], sales)
        expect(invoice).toMatchObject({ kind: "sales", status: "posted", amount: "175.00" })
        await then.balance("0", outbound)

        await then.gaveBack(await when.getsBack("2", { of: sale }), "L 2 open")
        const third = await when.settles(outbound)
        await then.lines(third, {
          returned: "2",
          net: "-2",
          net_value: "-50.00",
          to_invoice: "0",
          carry: "-2",
          amount: "0.00",
          ...unbranched("-2", "-50.00"),
        })
        await then.level(["15", "0", "15"], atShop)
        await then.level(["80", "80", "0"], atOwn)
        await then.balance("-2", outbound)
        const credit = await when.credits(invoice, { 0: "2" })
        expect(credit).toMatchObject({ kind: "credit_note", amount: "50.00" })
        await then.balance("0", outbound)

        await when.takesBack("5")
        const last = await when.settles(outbound)
        await then.lines(last)
        await then.statement(last, { opening: "15", returned_to_consignor: "5", closing: "10" })
        await then.level(["85", "85", "0"], atOwn)
        await then.level(["10", "0", "10"], atShop)

        const ofTen = { lines: [expect.objectContaining({ index: 0, available: "10" })] }
        await then.refuses(() => when.sells("11"), "INSUFFICIENT_STOCK", ofTen)
        await then.refuses(() => when.takesBack("11"), "INSUFFICIENT_STOCK", ofTen)
        await then.refuses(() => when.getsBack("6", { of: sale }), "EXCEEDS_RETURNABLE", {
          lines: [expect.objectContaining({ index: 0, returnable: "5" })],
        })
      })

      it("E30b: nets what came back against the next sale without a credit note", async () => {
        const { when, then } = await filledUp()
        const sale = await when.sells("7")
        await when.invoices([await when.settles(outbound)], sales)
        await when.getsBack("2", { of: sale })
        await when.sells("6")
        const next = await when.settles(outbound)
        await then.lines(next, {
          issued: "6",
          returned: "2",
          net: "4",
          net_value: "100.00",
          ...unbranched("4", "100.00"),
        })
        const draft = await when.drafts([next], sales)
        then.invoiceLines(draft, "4 @25")
      })

      it("E30c: nets a return within the open period, whatever the terms of returns", async () => {
        const { when, then } = await filledUp({ terms: { net_returns: false } })
        await when.getsBack("2", { of: await when.sells("7") })
        await then.lines(await when.settles(outbound), {
          issued: "7",
          returned: "2",
          net: "5",
          net_value: "125.00",
          ...unbranched("5", "125.00"),
        })
      })

      it("E30d: takes the price of each delivery, or the one that is named for the sale", async () => {
        const { given, when, then } = story()
        await given.own("8", atOwn)
        await when.delivers("L1", "4", "25.00", { dated: "2026-01-01" })
        await when.delivers("L2", "4", "26.00", { dated: "2026-01-02" })
        const sold = await when.sells("5")
        await then.picks(sold, "L1 4", "L2 1")
        await when.sells("1", { unitPrice: "20.00" })
        const settlement = await when.settles(outbound)
        await then.lines(settlement, {
          issued: "6",
          net: "6",
          net_value: "146.00",
          ...unbranched("6", "146.00"),
        })
        then.invoiceLines(await when.drafts([settlement], sales), "4 @25", "1 @26", "1 @20")
      })

      it.each([
        [
          "consignee" as const,
          [{ counted_lost: "2", net: "2", net_value: "50.00", ...unbranched("2", "50.00") }],
          { received: "10", consumed: "2", closing: "8" },
        ],
        ["consignor" as const, [], { received: "10", counted: "-2", closing: "8" }],
      ])("E31: what a count misses is the %s's", async (liability, lines, statement) => {
        const { given, when, then } = story({ terms: { count_loss_liability: liability } })
        await given.own("10", atOwn)
        await when.delivers("L", "10", "25.00")
        await when.counts("8", { ...atShop, contractor: "K" })
        await then.level(["8", "0", "8"], atShop)
        const settlement = await when.settles(outbound)
        await then.lines(settlement, ...lines)
        await then.statement(settlement, statement)
      })

      it("E32: posts nothing of a report with one unknown item, and names its line", async () => {
        const { given, when, then, bodyOf } = story()
        const items = ["A", "B", "C", "D", "E", "F"]
        for (const item of items) {
          await given.own("5", { ...atOwn, item })
          await when.delivers(item, "5", "10.00", { item })
        }
        const body = await bodyOf.reportedSale(Object.fromEntries(items.map((item) => [item, "1"])))
        const lines = [...body.lines, { sku: "UNKNOWN", quantity: "1" }]
        expectRefusal(
          await admin.post(`${base}/reported-sales`, { ...body, lines }),
          "UNKNOWN_ITEM",
          { lines: [expect.objectContaining({ index: 6, code: "UNKNOWN_ITEM" })] }
        )
        await then.movements({ type: "reported_sale" })
        const key = { idempotency_key: "report-of-may" }
        const url = `${base}/reported-sales`
        expect((await admin.post(url, { ...body, ...key })).status).toBe(201)
        expect((await admin.post(url, { ...body, ...key })).status).toBe(200)
        for (const item of items) await then.level(["4", "0", "4"], { ...atShop, item })
      })

      it("E35: keeps both directions with one contractor apart", async () => {
        const { given, when, then } = story({
          warehouses: {
            LOC: { branch_code: "WAW" },
            SHOP: { direction: "outbound", contractor: "A" },
          },
        })
        const toA = { contractor: "A", from: "LOC" }
        await given.receipt("L", "10", "5.00")
        await given.own("6")
        await when.delivers("D", "6", "9.00", toA)
        await then.level(["10", "0", "10"])
        await then.refuses(() => when.delivers("D2", "1", "9.00", toA), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, available: "0" })],
        })
        await when.sells("2")
        await when.issues("3")
        await then.lines(await when.settles(), { issued: "3", net: "3", net_value: "15.00" })
        await then.lines(await when.settles({ direction: "outbound" }), {
          issued: "2",
          net: "2",
          net_value: "18.00",
          ...unbranched("2", "18.00"),
        })
      })
    })

    describe("answers", () => {
      it("answers a delivery with its lots, and lists, lots, stock and movements by direction", async () => {
        const { id, delivery, when } = await filledUp()
        const [warehouse, customer, own, item] = [
          await id.warehouse("SHOP"),
          await id.contractor("K"),
          await id.location("OWN"),
          await id.item("X"),
        ]
        expect(delivery).toEqual({
          id: text,
          number: "DL-000001",
          type: "delivery",
          status: "posted",
          effective_at: anInstant,
          posted_at: anInstant,
          created_by: text,
          late: false,
          reference: null,
          note: null,
          metadata: null,
          warehouse_id: warehouse,
          stock_location_id: await id.location("SHOP"),
          branch_code: null,
          contractor_id: customer,
          currency_code: "EUR",
          order_id: null,
          from_stock_location_id: own,
          received_at: null,
          reversed_by: [],
          lines: [
            {
              id: text,
              index: 0,
              inventory_item_id: item,
              sku: "X",
              quantity: "20",
              unit_price: "25",
              lot_id: id.lot("L"),
              received_quantity: null,
              outstanding_quantity: "20",
              batch: null,
              expires_at: null,
              serial_numbers: null,
              terms: "consign",
              hire_until: null,
              ended_quantity: "0",
              peer_state: null,
              peer_error: null,
            },
          ],
        })
        const sale = await when.sells("3", { unitPrice: "19.90" })
        expect(sale).toMatchObject({
          number: "RS-000001",
          contractor_id: customer,
          lines: [{ quantity: "3", unit_price: "19.9", allocations: [{ unit_cost: "19.9" }] }],
        })
        const back = await when.getsBack("1", { of: sale })
        expect(back).toMatchObject({
          number: "RSR-000001",
          reported_sale_id: sale.id,
          contractor_id: customer,
          lines: [{ line_id: sale.lines[0]?.id, quantity: "1" }],
        })
        const home = await when.takesBack("4")
        expect(home).toMatchObject({ number: "TB-000001", to_stock_location_id: own })

        const read = async <Body>(path: string, parameters: object = {}): Promise<Body> =>
          (await admin.get<Body>(`${base}/${path}`, parameters)).data
        for (const [path, key, document] of [
          ["deliveries", "delivery", delivery],
          ["reported-sales", "reported_sale", sale],
          ["reported-sale-returns", "reported_sale_return", back],
          ["take-backs", "take_back", home],
        ] as const) {
          const one = await read<Record<string, Document>>(`${path}/${document.id}`)
          expect(one[key]).toMatchObject({ id: document.id, number: document.number })
          const page = await read<Record<string, unknown>>(path, {
            contractor_id: customer,
            warehouse_id: warehouse,
            status: "posted",
            limit: 1,
          })
          expect(page).toMatchObject({
            [path.replaceAll("-", "_")]: [{ id: document.id }],
            count: 1,
            limit: 1,
          })
          expectRefusal(await admin.get(`${base}/${path}/nowhere`), "NOT_FOUND")
        }
        expect(await read("lots", { direction: "outbound" })).toMatchObject({
          lots: [
            {
              id: id.lot("L"),
              direction: "outbound",
              contractor_id: customer,
              quantity_received: "20",
              quantity_remaining: "14",
              quantity_consumed: "2",
              quantity_returned_to_consignor: "4",
            },
          ],
        })
        expect(await read("lots", { direction: "inbound" })).toMatchObject({ count: 0 })
        expect(await read("stock", { direction: "outbound" })).toMatchObject({
          stock: [
            { contractor_id: customer, quantity: "14", value: "350.00", direction: "outbound" },
          ],
        })
        expect(await read("stock", { direction: "inbound" })).toMatchObject({ count: 0 })
        expect(await read("movements", { direction: "outbound", order: "sequence" })).toMatchObject(
          {
            movements: [
              { type: "delivery", quantity: "20", document_type: "delivery" },
              { type: "reported_sale", quantity: "-3", document_type: "reported_sale" },
              { type: "reported_sale_return", quantity: "1" },
              { type: "take_back", quantity: "-4", document_type: "take_back" },
            ],
          }
        )
      })

      it("answers a key with its first document, and refuses another body", async () => {
        const { when, then, bodyOf } = await filledUp()
        const [sale] = [await when.sells("2", { key: "k1" })]
        expect((await when.sells("2", { key: "k1" })).id).toBe(sale.id)
        await then.refuses(() => when.sells("3", { key: "k1" }), "IDEMPOTENCY_MISMATCH")
        const home = await when.takesBack("2", { key: "k1" })
        expect((await when.takesBack("2", { key: "k1" })).id).toBe(home.id)
        const back = await when.getsBack("1", { of: sale, key: "k1" })
        expect((await when.getsBack("1", { of: sale, key: "k1" })).id).toBe(back.id)
        const body = { ...(await bodyOf.delivery("1", "25.00")), idempotency_key: "k1" }
        const delivered = await admin.post<{ delivery: Document }>(`${base}/deliveries`, body)
        expect(delivered.status).toBe(201)
        const again = await admin.post<{ delivery: Document }>(`${base}/deliveries`, body)
        expect(again).toMatchObject({ status: 200, data: delivered.data })
      })

      it("is late for the customer's account alone, and says so", async () => {
        const { given, when, then } = story()
        await given.own("20", atOwn)
        await when.delivers("L", "10", "25.00", { dated: "2026-01-10" })
        await when.settles({ ...outbound, to: "2026-01-31" })
        for (const document of [
          await when.delivers("L2", "5", "25.00", { dated: "2026-01-20" }),
          await when.sells("2", { dated: "2026-01-20" }),
          await when.takesBack("1", { dated: "2026-01-20" }),
        ]) {
          expect(document.late).toBe(true)
        }
        await then.refuses(
          () => when.counts("9", { ...atShop, contractor: "K", dated: "2026-01-20" }),
          "PERIOD_CLOSED"
        )
      })
    })

    describe("other documents at the customer", () => {
      it("gives the stock a new price, in the named direction", async () => {
        const { given, when, then, id } = story({
          warehouses: { LOC: {}, SHOP: { direction: "outbound", contractor: "A" } },
        })
        await given.receipt("L", "5", "5.00")
        await given.own("5")
        await when.delivers("D", "5", "9.00", { contractor: "A", from: "LOC" })
        const body = {
          contractor_id: await id.contractor("A"),
          lines: [{ inventory_item_id: await id.item("X"), unit_cost: "10.00" }],
        }
        const url = `${base}/revaluations`
        expectInvalid(await admin.post(url, body), "lines.0.inventory_item_id")
        const { revaluation } = await world.post<{ revaluation: Document }>(url, {
          ...body,
          direction: "outbound",
        })
        expect(revaluation.lots).toMatchObject([
          { lot_id: id.lot("D"), old_unit_cost: "9", unit_cost: "10", value_change: "5.00" },
        ])
        await then.movements(await when.sells("1"), { lot: "D", unit_cost: "10" })
      })

      it("moves goods between the shops of one customer only", async () => {
        const { when, then } = await filledUp({
          warehouses: {
            SHOP: { direction: "outbound", contractor: "K" },
            SHOP2: { direction: "outbound", contractor: "K" },
            OTHER: { direction: "outbound", contractor: "Z" },
          },
        })
        await when.moves("5", "SHOP2", atShop)
        await then.level(["5", "0", "5"], { at: "SHOP2" })
        await when.sells("1", { at: "SHOP2" })
        await then.lines(await when.settles(outbound), {
          issued: "1",
          net: "1",
          net_value: "25.00",
          ...unbranched("1", "25.00"),
        })
        await then.refuses(() => when.moves("1", "OTHER", atShop), "NOT_CONSIGNMENT_WAREHOUSE")
      })

      it("shows own stock at a customer as a difference until a count explains it", async () => {
        const { given, when, then, id } = await filledUp()
        await given.own("3", { ...atShop, item: "Y", isDifference: true })
        const read = async () =>
          (await admin.get<{ differences: unknown[] }>(`${base}/reconciliation`)).data.differences
        expect(await read()).toMatchObject([
          { stock_location_id: await id.location("SHOP"), inventory_item_id: await id.item("Y") },
        ])
        await given.own("2", { ...atShop, isDifference: true })
        await then.refuses(() => when.settles(outbound), "OPEN_DIFFERENCE")
        await when.counts("20", { ...atShop, contractor: "K" })
        await when.counts({ Y: "0" }, atShop)
        await then.level(["20", "0", "20"], atShop)
        expect(await read()).toEqual([])
        await when.settles(outbound)
      })
    })
  },
})
