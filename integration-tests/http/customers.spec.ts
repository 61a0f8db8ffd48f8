import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Document } from "../../src/http-contract/document"
import type { Settlement } from "../../src/http-contract/settlement"
import type { CountedTakeBack, Delivery } from "../../src/http-contract/outbound-documents"
import { CONSIGNMENT_MODULE, type ConsignmentModuleService } from "../../src/modules/consignment"
import { pagesOf } from "../../src/paper/__tests__/reading"
import { ConsignmentEvents } from "../../src/workflows"
import { catchUpWorkflow } from "../../src/workflows/reconciliation"
import { outbound, tellOfCustomers } from "../helpers/customer-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"
import { accepted } from "../helpers/world"

const base = "/admin/consignment"
const text = expect.any(String) as string
const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const atOwn = { at: "OWN" }
const atShop = { at: "SHOP" }
const sales = { contractor: "K", kind: "sales" } as const
const selfBilled = { contractor: "K", kind: "self_billed" } as const

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfCustomers(world, setting)

    const create = async <Body>(url: string, data: object): Promise<Body> =>
      accepted(url, await admin.post<Body>(url, data))

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** 20 of our 100 pieces lie at the customer. */
    const filledUp = async (setting?: Setting) => {
      const told = story(setting)
      await told.given.own("100", atOwn)
      const delivery = await told.when.delivers("L", "20", "25.00")
      return { ...told, delivery }
    }

    const traced = (
      type: string,
      quantity: string,
      document: Document,
      settlement: Settlement | null
    ): unknown => ({
      id: text,
      type,
      quantity,
      unit_cost: "25",
      effective_at: document.effective_at,
      document: { id: document.id, number: document.number, type: document.type },
      settlement: settlement && { id: settlement.id, number: settlement.number },
    })

    /** Our shops belong to branches, a customer's does not. */
    const unbranched = (net: string, netValue: string) => ({
      branches: [[null, net, netValue]] as [string | null, string, string][],
    })

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
      it("gives what lies there a new price, in the direction that is named", async () => {
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
        const { revaluation } = await create<{ revaluation: Document }>(url, {
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

    describe("counts at the customer", () => {
      const url = `${base}/counted-take-backs`

      const bodyFor = async (
        { id }: Pick<Awaited<ReturnType<typeof filledUp>>, "id">,
        line: object,
        others: object = {}
      ) => ({
        warehouse_id: await id.warehouse("SHOP"),
        to_stock_location_id: await id.location("OWN"),
        lines: [{ inventory_item_id: await id.item("X"), ...line }],
        ...others,
      })

      it("propose what is missing as sold, and post it with what comes home", async () => {
        const told = await filledUp()
        const { when, then } = told
        const line = { counted_quantity: "17", quantity: "5" }
        const { to_stock_location_id: _, ...counted } = await bodyFor(told, line)
        expect(await admin.post(`${url}/plan`, counted)).toMatchObject({
          status: 200,
          data: {
            plan: {
              lines: [
                {
                  index: 0,
                  sku: "X",
                  expected_quantity: "20",
                  counted_quantity: "17",
                  missing_quantity: "3",
                  missing_as: "sold",
                  surplus_quantity: "0",
                  quantity: "5",
                  remaining_quantity: "12",
                },
              ],
            },
          },
        })
        await then.movements({ type: "reported_sale" })
        expectInvalid(await admin.post(url, counted), "to_stock_location_id")

        const body = await bodyFor(told, line, { idempotency_key: "k1", reference: "Visit" })
        const posted = await admin.post<{ counted_take_back: CountedTakeBack }>(url, body)
        expect(posted).toMatchObject({
          status: 201,
          data: {
            counted_take_back: {
              reported_sale: { reference: "Visit", lines: [{ quantity: "3" }] },
              stock_count: null,
              take_back: { reference: "Visit", lines: [{ quantity: "5" }] },
            },
          },
        })
        expect(await admin.post(url, body)).toMatchObject({ status: 200, data: posted.data })
        const other = { ...body, reference: "Another" }
        expectRefusal(await admin.post(url, other), "IDEMPOTENCY_MISMATCH")
        await then.level(["12", "0", "12"], atShop)
        await then.level(["85", "85", "0"], atOwn)
        const settlement = await when.settles(outbound)
        await then.lines(settlement, {
          issued: "3",
          net: "3",
          net_value: "75.00",
          ...unbranched("3", "75.00"),
        })
        await then.statement(settlement, {
          received: "20",
          consumed: "3",
          returned_to_consignor: "5",
          closing: "12",
        })
      })

      it("lose what is missing if we bear losses, and find it again", async () => {
        const told = await filledUp({ terms: { count_loss_liability: "consignor" } })
        const { when, then } = told
        const lost = await create(url, await bodyFor(told, { counted_quantity: "18" }))
        expect(lost).toMatchObject({
          counted_take_back: {
            reported_sale: null,
            stock_count: { lines: [{ counted_quantity: "18", quantity: "-2" }] },
            take_back: null,
          },
        })
        await then.level(["18", "0", "18"], atShop)
        await create(url, await bodyFor(told, { counted_quantity: "19", quantity: "19" }))
        await then.level(["0", "0", "0"], atShop)
        await then.level(["99", "99", "0"], atOwn)
        const settlement = await when.settles(outbound)
        await then.lines(settlement)
        await then.statement(settlement, {
          received: "20",
          counted: "-1",
          returned_to_consignor: "19",
          closing: "0",
        })
      })

      it("post nothing where nothing differs, and nothing half", async () => {
        const told = await filledUp()
        const { then } = told
        const same = await admin.post(url, await bodyFor(told, { counted_quantity: "20" }))
        expect(same).toMatchObject({
          status: 200,
          data: { counted_take_back: { reported_sale: null, stock_count: null, take_back: null } },
        })
        const toShop = { to_stock_location_id: await told.id.location("SHOP") }
        const line = { counted_quantity: "17", quantity: "17" }
        expectRefusal(
          await admin.post(url, await bodyFor(told, line, toShop)),
          "NOT_CONSIGNMENT_WAREHOUSE"
        )
        const more = { counted_quantity: "17", quantity: "18" }
        expectRefusal(await admin.post(url, await bodyFor(told, more)), "INSUFFICIENT_STOCK")
        await then.level(["20", "0", "20"], atShop)
        await then.movements({ type: "reported_sale" })
      })

      it("believe whoever counted", async () => {
        const told = await filledUp()
        const { when, then } = told
        await create(url, await bodyFor(told, { counted_quantity: "18", missing_as: "lost" }))
        await then.lines(await when.settles(outbound), {
          counted_lost: "2",
          net: "2",
          net_value: "50.00",
          ...unbranched("2", "50.00"),
        })
      })
    })

    describe("many at once", () => {
      it("delivers, sells and takes back documents of a thousand lines", async () => {
        const { given, when, then, id } = story()
        await given.own("1000", atOwn)
        await given.sellsFor("K")
        const item = await id.item("X")
        const lines = Array.from({ length: 1000 }, () => ({
          inventory_item_id: item,
          quantity: "1",
        }))
        const shop = { warehouse_id: await id.warehouse("SHOP") }
        const own = await id.location("OWN")
        await create(`${base}/deliveries`, {
          ...shop,
          from_stock_location_id: own,
          lines: lines.map((line) => ({ ...line, unit_price: "2.00" })),
        })
        await create(`${base}/reported-sales`, { ...shop, lines: lines.slice(0, 600) })
        await create(`${base}/take-backs`, {
          ...shop,
          to_stock_location_id: own,
          lines: lines.slice(0, 400),
        })
        await then.level(["400", "400", "0"], atOwn)
        await then.level(["0", "0", "0"], atShop)
        await then.lines(await when.settles(outbound), {
          issued: "600",
          net: "600",
          net_value: "1200.00",
          ...unbranched("600", "1200.00"),
        })
      })

      it("never delivers what does not lie there, nor sells a piece twice", async () => {
        const { given, when, then, bodyOf } = story()
        await given.own("20", atOwn)
        await given.sellsFor("K")
        const delivery = await bodyOf.delivery("5", "1.00")
        const answers = async (path: string, body: object) =>
          (
            await Promise.all(
              Array.from({ length: 6 }, () => admin.post<unknown>(`${base}/${path}`, body))
            )
          ).map(({ status }) => status)
        expect((await answers("deliveries", delivery)).sort()).toEqual([
          201, 201, 201, 201, 400, 400,
        ])
        const sale = await bodyOf.reportedSale("4")
        expect((await answers("reported-sales", sale)).sort()).toEqual([
          201, 201, 201, 201, 201, 400,
        ])
        await then.level(["0", "0", "0"], atShop)
        await then.lines(await when.settles(outbound), {
          issued: "20",
          net: "20",
          net_value: "20.00",
          ...unbranched("20", "20.00"),
        })
      })
    })

    describe("refusals", () => {
      it("delivers under an agreement of the direction and currency only", async () => {
        const { given, when, then, id } = story()
        await given.own("5", atOwn)
        const noAgreement = { hasAgreement: false }
        await then.refuses(() => when.delivers("L", "1", "1.00", noAgreement), "NO_AGREEMENT", {
          contractor_id: await id.contractor("K"),
        })
        await given.agreement("K", "EUR")
        await then.refuses(() => when.delivers("L", "1", "1.00", noAgreement), "NO_AGREEMENT")
        await given.sellsFor("K", "EUR")
        await given.sellsFor("K", "PLN")
        await then.refuses(() => when.delivers("L", "1", "1.00", noAgreement), "INVALID_DATA", {
          path: "currency_code",
        })
        const inZloty = { currency: "PLN", namesCurrency: true }
        expect(await when.delivers("L", "1", "1.00", inZloty)).toMatchObject({
          currency_code: "PLN",
        })
      })

      it("goes by the direction of a warehouse", async () => {
        const { given, when, then, id } = story({
          warehouses: {
            LOC: {},
            SHOP: { direction: "outbound", contractor: "K" },
            DED: { own: "OWN" },
          },
        })
        await given.own("9", atOwn)
        await given.receipt("L", "5", "1.00")
        await when.delivers("D", "5", "2.00")
        const code = "NOT_CONSIGNMENT_WAREHOUSE"
        await then.refuses(() => when.delivers("E", "1", "2.00", { at: "LOC" }), code)
        await then.refuses(() => when.delivers("E", "1", "2.00", { from: "SHOP" }), code)
        await then.refuses(() => when.sells("1", { at: "LOC" }), code)
        await then.refuses(() => when.takesBack("1", { at: "LOC" }), code)
        await then.refuses(() => when.takesBack("1", { to: "SHOP" }), code)
        await then.refuses(() => when.issues("1", atShop), code)
        await then.refuses(() => when.issuesInternally("1", atShop), code)
        await then.refuses(() => when.buys("1", atShop), code)
        await then.refuses(() => when.sendsHome("1", { ...atShop, contractor: "K" }), code)
        await then.refuses(() => when.moves("1", "LOC", atShop), code)
        await then.refuses(() => given.receipt("K:R", "1", "1.00", atShop), code)
        await id.warehouse("DED")
        await then.refuses(() => when.takesBack("1", { to: "DED" }), "DEDICATED_WAREHOUSE")
        await then.refuses(
          () => when.delivers("E", "1", "2.00", { from: "DED" }),
          "DEDICATED_WAREHOUSE"
        )
      })

      it("names unknown references before it looks at rules", async () => {
        const { bodyOf } = await filledUp()
        const delivery = await bodyOf.delivery("1", "1.00")
        const sale = await bodyOf.reportedSale("1")
        const home = await bodyOf.takeBack("1")
        for (const [path, body, field] of [
          [
            "deliveries",
            { ...delivery, from_stock_location_id: "nowhere" },
            "from_stock_location_id",
          ],
          ["deliveries", { ...delivery, warehouse_id: "nowhere" }, "warehouse_id"],
          ["deliveries", { ...delivery, order_id: "nowhere" }, "order_id"],
          ["reported-sales", { ...sale, warehouse_id: "nowhere" }, "warehouse_id"],
          ["take-backs", { ...home, to_stock_location_id: "nowhere" }, "to_stock_location_id"],
          ["take-backs", { ...home, lines: [] }, "lines"],
          ["reported-sales", { ...sale, lines: [{ quantity: "1" }] }, "lines.0"],
          ["deliveries", { ...delivery, lines: undefined }, "lines"],
        ] as const) {
          expectInvalid(await admin.post(`${base}/${path}`, body), field)
        }
      })

      it("asks for a price until one was agreed", async () => {
        const { given, when, then } = story()
        await given.own("10", atOwn)
        await given.sellsFor("K")
        await then.refuses(() => when.delivers("L", "1", null), "INVALID_DATA", {
          path: "lines.0.unit_price",
        })
        await when.delivers("L", "1", "12.50")
        const next = await when.delivers("L2", "1", null)
        expect(next.lines).toMatchObject([{ unit_price: "12.5" }])
      })

      it("takes nothing that is promised to an order", async () => {
        const { given, when, then } = story()
        await given.own("10", atOwn)
        await given.reserved("7", atOwn)
        await then.refuses(() => when.delivers("L", "4", "1.00"), "INSUFFICIENT_STOCK", {
          lines: [expect.objectContaining({ index: 0, available: "3" })],
        })
        await when.delivers("L", "3", "1.00")
      })
    })

    describe("reversals", () => {
      it("undoes each document while it is open", async () => {
        const { when, then, delivery } = await filledUp()
        const sale = await when.sells("7")
        const back = await when.getsBack("2", { of: sale })
        const home = await when.takesBack("5")
        const untouched = await when.delivers("L2", "8", "25.00")
        await then.refuses(() => when.reverses(delivery), "EXCEEDS_REVERSIBLE")
        for (const document of [home, back, sale, untouched]) {
          expect((await when.reverses(document)).document.status).toBe("reversed")
          await then.refuses(() => when.reverses(document), "ALREADY_REVERSED")
        }
        await then.movements({ type: "delivery_reversal" }, { lot: "L2", quantity: "-8" })
        await then.level(["80", "80", "0"], atOwn)
        await then.level(["20", "0", "20"], atShop)
        await then.lines(await when.settles(outbound), {
          issued: "7",
          returned: "7",
          balanced: true,
          ...unbranched("0", "0.00"),
        })
      })

      it("refuses once the period is closed, or the goods have left", async () => {
        const { given, when, then } = await filledUp()
        const sale = await when.sells("7")
        const home = await when.takesBack("5")
        const other = await when.delivers("L2", "5", "25.00")
        await given.reserved("76", atOwn)
        await then.refuses(() => when.reverses(home), "INSUFFICIENT_STOCK")
        await when.settles(outbound)
        for (const document of [sale, other]) {
          await then.refuses(() => when.reverses(document), "PERIOD_CLOSED")
        }
      })
    })

    describe("sales invoices", () => {
      interface Order {
        id: string
        customer_id: string
        currency_code: string
        payment_status: string
        subtotal: number
        tax_total: number
        total: number
        items: {
          id: string
          variant_sku: string
          variant_id: string | null
          quantity: number
          unit_price: number
          detail: { fulfilled_quantity: number }
        }[]
      }

      /** K is a customer of the host in the Netherlands, where 21 % are added. */
      const soldSeven = async (billing: typeof sales | typeof selfBilled = sales) => {
        const told = await filledUp()
        await create("/admin/regions", { name: "NL", currency_code: "eur", countries: ["nl"] })
        await create("/admin/tax-regions", {
          country_code: "nl",
          provider_id: "tp_system",
          default_tax_rate: { name: "BTW", code: "btw", rate: 21 },
        })
        const customer = await world.given.customer()
        await create(`/admin/customers/${customer.id}/addresses`, {
          first_name: "Kees",
          last_name: "Kok",
          address_1: "Kade 1",
          postal_code: "3511 AB",
          city: "Utrecht",
          country_code: "nl",
          is_default_shipping: true,
        })
        const contractor = await told.id.contractor("K")
        await create(`${base}/contractors/${contractor}`, { customer_id: customer.id })
        await told.when.sells("7")
        const settlement = await told.when.settles(outbound)
        return {
          ...told,
          customer,
          settlement,
          draft: await told.when.drafts([settlement], billing),
        }
      }

      const countOrders = async () =>
        (await admin.get<{ count: number }>("/admin/orders")).data.count

      it("makes an order that is taxed and waits for its payment, and moves nothing", async () => {
        const { when, then, customer, draft } = await soldSeven()
        expect(draft.order_id).toBeNull()
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({ amount: "175.00", order_id: text })
        const url = `/admin/orders/${invoice.order_id}`
        const fields =
          "id,currency_code,customer_id,payment_status,subtotal,tax_total,total,*items,*items.detail"
        const { order } = accepted(url, await admin.get<{ order: Order }>(url, { fields }))
        expect(order).toMatchObject({
          customer_id: customer.id,
          currency_code: "eur",
          payment_status: "not_paid",
          subtotal: 175,
          tax_total: 36.75,
          total: 211.75,
          items: [
            {
              variant_sku: "X",
              variant_id: null,
              quantity: 7,
              unit_price: 25,
              detail: { fulfilled_quantity: 7 },
            },
          ],
        })
        const levels = async () => {
          await then.level(["80", "80", "0"], atOwn)
          await then.level(["13", "0", "13"], atShop)
          const reservations = await admin.get<{ count: number }>("/admin/reservations")
          expect(reservations.data.count).toBe(0)
        }
        await levels()
        const again = { items: [{ id: order.items[0]?.id, quantity: 1 }] }
        expect((await admin.post(`${url}/fulfillments`, again)).status).not.toBe(200)
        await levels()
        const credit = await when.credits(invoice, { 0: "2" })
        expect(credit).toMatchObject({ amount: "50.00", order_id: invoice.order_id })
      })

      it("keeps its order from being canceled in Medusa; a credit note takes it back", async () => {
        const { when, draft } = await soldSeven()
        const invoice = await when.posts(draft)
        const url = `/admin/orders/${invoice.order_id}`
        const refused = await admin.post(`${url}/cancel`)
        expect(refused).toMatchObject({
          status: 400,
          data: {
            code: "DOCUMENT_POSTED",
            message: expect.stringMatching(
              new RegExp(`${invoice.number} .* credit note`)
            ) as string,
          },
        })
        const { order } = accepted(
          url,
          await admin.get<{ order: { status: string; canceled_at: string | null } }>(url, {
            fields: "status,canceled_at",
          })
        )
        expect(order).toMatchObject({ status: "pending", canceled_at: null })
        expect(await when.credits(invoice, { 0: "7" })).toMatchObject({ amount: "175.00" })
      })

      it("makes one order however often it is asked, and none where it refuses", async () => {
        const { when, then, draft } = await soldSeven()
        await when.edits(draft, 0, { quantity: "21" })
        await then.refuses(() => when.posts(draft), "EXCEEDS_RECEIVED", { excess: "1" })
        expect(await countOrders()).toBe(0)
        await when.edits(draft, 0, { quantity: "7" })
        const posted = await Promise.all(["k", "k", "k"].map((key) => when.posts(draft, key)))
        expect(new Set(posted.map((invoice) => invoice.order_id)).size).toBe(1)
        await then.refuses(() => when.posts(draft), "DOCUMENT_POSTED")
        expect(await countOrders()).toBe(1)
      })

      it("takes an order away that a crash has left without its invoice", async () => {
        const { when, draft } = await soldSeven()
        const container = world.container()
        const ledger = container.resolve<ConsignmentModuleService>(CONSIGNMENT_MODULE)
        const crash = jest
          .spyOn(ledger, "postInvoice")
          .mockImplementation(() => ledger.retrieveInvoice(draft.id))
        await when.posts(draft)
        crash.mockRestore()
        const { orders } = accepted(
          "orders",
          await admin.get<{ orders: { id: string }[] }>("/admin/orders")
        )
        const left = [{ kind: "orphaned_sale", id: orders[0]?.id }]
        const { order_id: orderId } = await when.posts(draft)
        expect(await countOrders()).toBe(2)

        const caughtUp = await catchUpWorkflow(container).run({ input: {} })
        expect(caughtUp.result.caught_up).toEqual([])
        await container
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw(`update "order" set created_at = created_at - interval '1 hour'`)
        const url = `${base}/reconciliation`
        const unposted = async () =>
          accepted(url, await admin.get<{ unposted: object[] }>(url)).unposted
        expect(await unposted()).toMatchObject(left)
        const { result } = await catchUpWorkflow(container).run({ input: {} })
        expect(result.caught_up).toMatchObject(left)
        expect(await unposted()).toEqual([])
        expect(await countOrders()).toBe(1)
        expect((await admin.get(`/admin/orders/${orderId}`)).status).toBe(200)
      })

      it("is a paper of its own for a contractor who is no customer of the host", async () => {
        const { when } = await filledUp()
        await when.sells("7")
        const invoice = await when.invoices([await when.settles(outbound)], sales)
        expect(invoice).toMatchObject({ status: "posted", order_id: null })
        expect(await countOrders()).toBe(0)
      })

      it("is the customer's paper where he bills himself: with his number, and no order", async () => {
        const { when, then, draft, settlement } = await soldSeven(selfBilled)
        then.invoiceLines(draft, "7 @25")
        const unnumbered = { path: "number" }
        await then.refuses(() => when.posts(draft), "INVALID_DATA", unnumbered)
        const paper = { number: "ZB 2026-1", issued_at: "2026-01-31T10:00:00.000Z" }
        await create(`${base}/invoices/${draft.id}`, paper)
        await when.edits(draft, 0, { unit_price: "24.50" })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({
          ...paper,
          kind: "self_billed",
          direction: "outbound",
          amount: "171.50",
          variance_amount: "-3.50",
          order_id: null,
        })
        expect(await countOrders()).toBe(0)
        await then.balance("0", outbound)
        await then.level(["13", "0", "13"], atShop)

        const again = { ...selfBilled, number: paper.number }
        await then.refuses(() => when.drafts([settlement], again), "INVALID_DATA", unnumbered)
        await then.refuses(() => when.credits(invoice, { 0: "2" }), "INVALID_DATA", unnumbered)
        const credit = await when.credits(invoice, { 0: "2" }, { number: "ZB 2026-2" })
        expect(credit).toMatchObject({
          kind: "credit_note",
          number: "ZB 2026-2",
          amount: "49.00",
          order_id: null,
        })
        await then.balance("2", outbound)
      })

      it("carries what a customer has billed too much until it is sold", async () => {
        const { when, then, draft } = await soldSeven(selfBilled)
        await when.edits(draft, 0, { quantity: "9" })
        await create(`${base}/invoices/${draft.id}`, { number: "ZB 2026-1" })
        await then.allocated(await when.posts(draft), "L 7 @25", "L 2 @25 prepaid")
        await then.balance("-2", outbound)
        await when.sells("3")
        const next = await when.settles(outbound)
        await then.lines(next, {
          opening: "-2",
          issued: "3",
          net: "3",
          net_value: "75.00",
          to_invoice: "1",
          amount: "25.00",
          ...unbranched("3", "75.00"),
        })
        then.invoiceLines(await when.drafts([next], selfBilled), "1 @25")
      })

      it("has numbers of its own where contractor and customer are the same", async () => {
        const { given, when } = story({
          warehouses: { LOC: {}, SHOP: { direction: "outbound", contractor: "A" } },
        })
        await given.receipt("L", "4", "5.00")
        await given.own("6")
        await when.delivers("S", "6", "9.00", { from: "LOC", contractor: "A" })
        await when.issues("1")
        await when.sells("2")
        const inbound = await when.settles()
        const sold = await when.settles({ direction: "outbound" })
        const paper = { kind: "self_billed", number: "SB-A-000001" } as const
        expect(await when.invoices([sold], paper)).toMatchObject({ amount: "18.00" })
        expect(await when.invoices([inbound], { kind: "self_billed" })).toMatchObject({
          number: "SB-A-000001",
          amount: "5.00",
        })
      })
    })

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

    describe("worklists", () => {
      it("traces a lot from its delivery to invoice, credit note and take-back", async () => {
        const { when, id, delivery } = await filledUp()
        const sale = await when.sells("7")
        const settlement = await when.settles(outbound)
        const invoice = await when.invoices([settlement], sales)
        await when.getsBack("2", { of: sale })
        const credit = await when.credits(invoice, { 0: "2" })
        const home = await when.takesBack("5")
        const url = `${base}/lots/${id.lot("L")}/trace`
        expect(accepted(url, await admin.get<{ trace: unknown }>(url))).toEqual({
          trace: {
            lot_id: id.lot("L"),
            inventory_item_id: await id.item("X"),
            sku: "X",
            contractor_id: await id.contractor("K"),
            direction: "outbound",
            quantity_remaining: "10",
            origin_lot_id: null,
            child_lot_ids: [],
            movements: [
              traced("delivery", "20", delivery, settlement),
              traced("reported_sale", "-7", sale, settlement),
              expect.objectContaining({ type: "reported_sale_return", settlement: null }),
              traced("take_back", "-5", home, null),
            ],
            invoices: [
              expect.objectContaining({ id: invoice.id, number: invoice.number, quantity: "7" }),
              expect.objectContaining({ id: credit.id, kind: "credit_note", quantity: "-2" }),
            ],
          },
        })
        expectRefusal(await admin.get(`${base}/lots/nowhere/trace`), "NOT_FOUND")
      })

      it("tells how long goods lie there, and when they are to come home", async () => {
        const { given, when, id } = story({ terms: { return_within_days: 90, grace_days: 14 } })
        const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
        await given.own("20", atOwn)
        await when.delivers("OLD", "5", "25.00", { dated: ago(105) })
        await when.delivers("DUE", "5", "25.00", { dated: ago(91) })
        await when.delivers("NEW", "5", "25.00")
        await given.receipt("A:IN", "1", "1.00", { at: "LOC" })
        const url = `${base}/ageing`
        const read = async (parameters: object = {}) =>
          accepted(url, await admin.get<{ ageing: unknown[] }>(url, parameters))
        expect(await read({ direction: "outbound" })).toMatchObject({
          count: 3,
          ageing: [
            { lot_id: id.lot("OLD"), days_in_stock: 105, term: "overdue", quantity: "5" },
            { lot_id: id.lot("DUE"), days_in_stock: 91, term: "due" },
            { lot_id: id.lot("NEW"), days_in_stock: 0, term: "running" },
          ],
        })
        expect(await read({ direction: "inbound" })).toMatchObject({
          count: 1,
          ageing: [{ lot_id: id.lot("IN") }],
        })
        expect(await read({ direction: "outbound", past_term: "true" })).toMatchObject({
          count: 2,
          ageing: [{ lot_id: id.lot("OLD") }, { lot_id: id.lot("DUE") }],
        })
        expect(await read({ past_term: "false" })).toMatchObject({
          count: 2,
          ageing: [{ lot_id: id.lot("NEW") }, { lot_id: id.lot("IN") }],
        })
        expectInvalid(await admin.get(url, { past_term: "maybe" }), "past_term")
      })

      it("names the shops that have reported nothing for some time", async () => {
        const { given, when, id } = story()
        await given.own("20", atOwn)
        await when.delivers("L", "5", "25.00", { dated: "2026-01-10" })
        const url = `${base}/silent-shops`
        const read = async (parameters: object = {}) =>
          accepted(url, await admin.get<{ silent_shops: unknown[] }>(url, parameters))
        expect(await read()).toMatchObject({
          silent_shops: [
            {
              contractor_id: await id.contractor("K"),
              warehouse_id: await id.warehouse("SHOP"),
              last_reported_at: null,
              oldest_received_at: "2026-01-10T12:00:00.000Z",
            },
          ],
        })
        await when.sells("1")
        expect(await read()).toEqual({ silent_shops: [] })
        expectInvalid(await admin.get(url, { days: "soon" }), "days")
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
        const { items } = await create<{ items: unknown[] }>(url, {
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
        const { delivery } = await create<{ delivery: Delivery }>(`${base}/refill`, body)
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
    })

    interface Product {
      own: string
      item: string
      variant: string
      region: string
      channel: string
    }

    /** The product VASE at 40.00 EUR, of which pieces lie at OWN, in the region NL. */
    const givenVase = async (
      { id }: Pick<ReturnType<typeof story>, "id">,
      quantity: number
    ): Promise<Product> => {
      const own = await id.location("OWN")
      const item = await id.item("VASE")
      const channel = await world.given.salesChannel()
      const { region } = await create<{ region: { id: string } }>("/admin/regions", {
        name: "NL",
        currency_code: "eur",
        countries: ["nl"],
      })
      await create(`/admin/stock-locations/${own}/sales-channels`, { add: [channel.id] })
      const { product } = await create<{ product: { variants: { id: string }[] } }>(
        "/admin/products",
        {
          title: "Vase",
          status: "published",
          sales_channels: [{ id: channel.id }],
          options: [{ title: "Size", values: ["L"] }],
          variants: [
            {
              title: "L",
              sku: "VASE",
              manage_inventory: true,
              inventory_items: [{ inventory_item_id: item, required_quantity: 1 }],
              options: { Size: "L" },
              prices: [{ currency_code: "eur", amount: 40 }],
            },
          ],
        }
      )
      await world.given.level(item, own, quantity)
      const variant = product.variants[0]?.id ?? ""
      return { own, item, variant, region: region.id, channel: channel.id }
    }

    describe("prices", () => {
      const priceOf = ({ lines }: Document) => lines[0]?.unit_price
      const vase = { item: "VASE" }

      /** K is a customer of the host in a group for which a vase costs 36.25. */
      const pricedForGroup = async (setting?: Setting) => {
        const told = story(setting)
        const product = await givenVase(told, 20)
        const customer = await world.given.customer()
        const { customer_group: group } = await create<{ customer_group: { id: string } }>(
          "/admin/customer-groups",
          { name: "Shops" }
        )
        await create(`/admin/customer-groups/${group.id}/customers`, { add: [customer.id] })
        const { price_list: list } = await create<{ price_list: { id: string } }>(
          "/admin/price-lists",
          {
            title: "Shops",
            description: "What shops pay",
            status: "active",
            type: "override",
            rules: { "customer.groups.id": [group.id] },
            prices: [{ variant_id: product.variant, currency_code: "eur", amount: 36.25 }],
          }
        )
        await create(`${base}/contractors/${await told.id.contractor("K")}`, {
          customer_id: customer.id,
        })
        const setPrice = async (amount: number) => {
          const url = `/admin/price-lists/${list.id}`
          const { price_list } = (
            await admin.get<{ price_list: { prices: { id: string }[] } }>(url, {
              fields: "id,*prices",
            })
          ).data
          await create(`${url}/prices/batch`, {
            update: [{ id: price_list.prices[0]?.id, variant_id: product.variant, amount }],
          })
        }
        /** Up to four vases at 36.25, from five on at the price given. */
        const stepsAt = async (amount: number) => {
          const url = `/admin/price-lists/${list.id}`
          const price = { variant_id: product.variant, currency_code: "eur" }
          const { price_list } = (
            await admin.get<{ price_list: { prices: { id: string }[] } }>(url, {
              fields: "id,*prices",
            })
          ).data
          await create(`${url}/prices/batch`, {
            delete: price_list.prices.map((one) => one.id),
            create: [
              { ...price, amount: 36.25, max_quantity: 4 },
              { ...price, amount, min_quantity: 5 },
            ],
          })
        }
        return { ...told, product, setPrice, stepsAt }
      }

      const setsPrice = async (
        { id }: Pick<ReturnType<typeof story>, "id">,
        unit_price: string | null,
        currency_code: string | null = null
      ) =>
        await create(`${base}/warehouses/${await id.warehouse("SHOP")}/items`, {
          items: [{ sku: "VASE", unit_price, currency_code }],
        })

      it("are those of the customer's groups, frozen at the delivery", async () => {
        const { when, then, setPrice } = await pricedForGroup()
        expect(priceOf(await when.delivers("L1", "2", null, vase))).toBe("36.25")
        await setPrice(30)
        expect(priceOf(await when.delivers("L2", "2", null, vase))).toBe("30")
        expect(priceOf(await when.delivers("L3", "2", "28.5", vase))).toBe("28.5")
        await when.sells({ VASE: "3" })
        await then.movements(
          { type: "reported_sale" },
          { lot: "L1", quantity: "-2", unit_cost: "36.25" },
          { lot: "L2", quantity: "-1", unit_cost: "30" }
        )
      })

      it("go down in steps by the quantity that is delivered", async () => {
        const { when, stepsAt } = await pricedForGroup()
        await stepsAt(30)
        expect(priceOf(await when.delivers("L1", "4", null, vase))).toBe("36.25")
        expect(priceOf(await when.delivers("L2", "5", null, vase))).toBe("30")
        const draft = await when.picks("6", null, vase)
        expect(priceOf(await when.postsPicked("L3", draft))).toBe("30")
      })

      it("are of the pick list's posting, if it names none", async () => {
        const { when, setPrice } = await pricedForGroup()
        const draft = await when.picks("2", null, vase)
        expect(draft.lines).toMatchObject([{ unit_price: null }])
        await setPrice(33)
        expect(priceOf(await when.postsPicked("L", draft))).toBe("33")
      })

      it("give way to what is agreed for the item at the warehouse", async () => {
        const told = await pricedForGroup()
        const { when } = told
        await setsPrice(told, "31", "PLN")
        expect(priceOf(await when.delivers("L1", "1", null, vase))).toBe("36.25")
        await setsPrice(told, "31", "EUR")
        expect(priceOf(await when.delivers("L2", "1", null, vase))).toBe("31")
        await setsPrice(told, null)
        expect(priceOf(await when.delivers("L3", "1", null, vase))).toBe("36.25")
      })

      it("are those of everybody for a contractor who is no customer of the host", async () => {
        const told = story()
        await givenVase(told, 5)
        expect(priceOf(await told.when.delivers("L", "1", null, vase))).toBe("40")
      })

      it("are those of the day of the sale, if the agreement says so", async () => {
        const told = await pricedForGroup({ terms: { price_basis: "price_list" } })
        const { when, then, setPrice } = told
        await when.delivers("L", "5", null, vase)
        await setPrice(38)
        const sale = await when.sells({ VASE: "1" }, { key: "k1" })
        await setPrice(39)
        expect((await when.sells({ VASE: "1" }, { key: "k1" })).id).toBe(sale.id)
        await when.sells({ VASE: "1" }, { unitPrice: "35" })
        await setsPrice(told, "37")
        await when.sells({ VASE: "1" })
        await then.movements(
          { type: "reported_sale" },
          { lot: "L", unit_cost: "38" },
          { lot: "L", unit_cost: "35" },
          { lot: "L", unit_cost: "37" }
        )
        await then.lines(await when.settles(outbound), {
          item: "VASE",
          issued: "3",
          net: "3",
          net_value: "110.00",
          ...unbranched("3", "110.00"),
        })
      })

      it("of the day are for customers only", async () => {
        const { id } = story()
        const body = {
          contractor_id: await id.contractor("A"),
          direction: "inbound",
          currency_code: "EUR",
          price_basis: "price_list",
        }
        expectInvalid(await admin.post(`${base}/agreements`, body), "price_basis")
      })
    })

    describe("orders whose goods go on consignment", () => {
      it("give their lines and prices to the delivery", async () => {
        const told = story()
        const { given, id } = told
        const { own, variant, region, channel } = await givenVase(told, 10)
        const { draft_order: order } = await create<{ draft_order: { id: string } }>(
          "/admin/draft-orders",
          {
            email: "shop@example.com",
            region_id: region,
            sales_channel_id: channel,
            items: [{ variant_id: variant, quantity: 2, unit_price: 33.5 }],
          }
        )
        await given.sellsFor("K")
        const body = {
          warehouse_id: await id.warehouse("SHOP"),
          from_stock_location_id: own,
          order_id: order.id,
        }
        const { delivery } = await create<{ delivery: Document }>(`${base}/deliveries`, body)
        expect(delivery).toMatchObject({
          order_id: order.id,
          lines: [{ sku: "VASE", quantity: "2", unit_price: "33.5" }],
        })
        const listed = await admin.get<{ count: number }>(`${base}/deliveries`, {
          order_id: order.id,
        })
        expect(listed.data.count).toBe(1)
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
