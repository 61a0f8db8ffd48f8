import type { Invoice } from "../../src/http-contract/invoice"
import {
  type PaperLine,
  tellOfDocuments,
  tellOfHundredSold,
  tellOfInvoice,
} from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string
const krakow: Setting = { warehouses: { LOC: { branch_code: "WAW" }, KRK: { branch_code: "KRK" } } }

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)
    const hundredSold = () => tellOfHundredSold(world)
    const invoicedWith = (change: PaperLine) => tellOfInvoice(world, change)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("over-invoiced", () => {
      it("E6: allocates what the paper says, and carries what is too much", async () => {
        const { when, then, settlement } = await hundredSold()
        await then.lines(settlement, { issued: "100", net: "100", net_value: "1080.00" })
        const draft = await when.drafts([settlement])
        then.invoiceLines(draft, "60 @10", "40 @12")
        expect(draft).toMatchObject({ status: "draft", number: null, amount: "1080.00" })
        const edited = await when.edits(draft, 1, { quantity: "79" })
        expect(edited).toMatchObject({
          amount: "1548.00",
          lines: [
            { quantity: "60", suggested_quantity: "60" },
            {
              quantity: "79",
              suggested_quantity: "40",
              suggested_unit_price: "12",
              amount: "948.00",
            },
          ],
        })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({
          status: "posted",
          amount: "1548.00",
          variance_amount: "0.00",
        })
        await then.allocated(invoice, "L1 60 @10", "L2 40 @12", "L2 39 @12 prepaid")
        await then.balance("-39")
        await then.lot("L1", { quantity_invoiced: "60", quantity_prepaid: "0" })
        await then.lot("L2", { quantity_invoiced: "79", quantity_prepaid: "39" })
      })

      it("E6a: nets what was carried against the next period", async () => {
        const { when, then } = await invoicedWith({ quantity: "79" })
        await when.issues("50")
        const settlement = await when.settles()
        await then.lines(settlement, {
          opening: "-39",
          issued: "50",
          net: "50",
          net_value: "600.00",
          to_invoice: "11",
          amount: "132.00",
        })
        const draft = await when.drafts([settlement])
        then.invoiceLines(draft, "11 @12")
        await when.posts(draft)
        await then.balance("0")
        await then.lot("L2", { quantity_remaining: "10", quantity_prepaid: "0" })
      })

      it("E6b: leaves prepaid pieces out of a revaluation", async () => {
        const { when, then, id } = await invoicedWith({ quantity: "79" })
        expect(await when.revalues("13.00")).toMatchObject({
          lots: [{ lot_id: id.lot("L2"), quantity: "21", value_change: "21.00" }],
        })
        const issue = await when.issues("50")
        await then.movements(
          issue,
          { lot: "L2", quantity: "-39", unit_cost: "12" },
          { lot: "L2", quantity: "-11", unit_cost: "13" }
        )
        await then.lines(await when.settles(), {
          opening: "-39",
          issued: "50",
          net: "50",
          net_value: "611.00",
          to_invoice: "11",
          amount: "143.00",
        })
      })

      it("E6c: carries on until it is used up", async () => {
        const { when, then } = await invoicedWith({ quantity: "79" })
        await when.issues("30")
        await then.lines(await when.settles(), {
          opening: "-39",
          issued: "30",
          net: "30",
          net_value: "360.00",
          to_invoice: "0",
          carry: "-9",
          amount: "0.00",
        })
        await when.issues("12")
        await then.lines(await when.settles(), {
          opening: "-9",
          issued: "12",
          net: "12",
          net_value: "144.00",
          to_invoice: "3",
          amount: "36.00",
        })
      })

      it("E6d: is used up by what we buy", async () => {
        const { when, then } = await invoicedWith({ quantity: "79" })
        await when.buys("39")
        await then.lines(await when.settles(), {
          opening: "-39",
          transferred: "39",
          net: "39",
          net_value: "468.00",
          to_invoice: "0",
          amount: "0.00",
        })
        await then.level(["60", "39", "21"])
      })

      it("E6f: is prepaid again when a prepaid piece comes back", async () => {
        const { when, then } = await invoicedWith({ quantity: "79" })
        await when.revalues("13.00")
        const issue = await when.issues("45")
        await then.movements(
          issue,
          { quantity: "-39", unit_cost: "12" },
          { quantity: "-6", unit_cost: "13" }
        )
        const goodsReturn = await when.returns("10", { of: issue })
        await then.movements(
          goodsReturn,
          { quantity: "6", unit_cost: "13" },
          { quantity: "4", unit_cost: "12" }
        )
        await then.lines(await when.settles(), {
          opening: "-39",
          issued: "45",
          returned: "10",
          net: "35",
          net_value: "420.00",
          to_invoice: "0",
          carry: "-4",
          amount: "0.00",
        })
        await then.lot("L2", { quantity_remaining: "25", quantity_prepaid: "4" })
        await then.value({ EUR: "321.00" })
      })

      it("E6g: keeps the price of the paper, and shows the variance of what was consumed", async () => {
        const { when, then, invoice } = await invoicedWith({ quantity: "79", unit_price: "12.50" })
        expect(invoice).toMatchObject({ amount: "1587.50", variance_amount: "20.00" })
        await then.allocated(invoice, "L1 60 @10", "L2 40 @12", "L2 39 @12.5 prepaid")
        const issue = await when.issues("50")
        await then.movements(
          issue,
          { quantity: "-39", unit_cost: "12.5" },
          { quantity: "-11", unit_cost: "12" }
        )
        await then.lines(await when.settles(), {
          opening: "-39",
          issued: "50",
          net: "50",
          net_value: "619.50",
          to_invoice: "11",
          amount: "132.00",
        })
      })

      it("E6i: counts what was sold before the invoice was posted", async () => {
        const { when, then, settlement } = await hundredSold()
        const draft = await when.drafts([settlement])
        await when.edits(draft, 1, { quantity: "79" })
        await when.issues("20")
        const invoice = await when.posts(draft)
        await then.allocated(invoice, "L1 60 @10", "L2 40 @12", "L2 20 @12", "L2 19 @12 prepaid")
        await then.lines(await when.settles(), {
          opening: "-39",
          issued: "20",
          net: "20",
          net_value: "240.00",
          to_invoice: "0",
          carry: "-19",
          amount: "0.00",
        })
      })

      it("E6j: invoices no more than was received", async () => {
        const { when, then, settlement } = await hundredSold()
        const draft = await when.drafts([settlement])
        const edited = await when.edits(draft, 1, { quantity: "101" })
        await then.refuses(() => when.posts(edited), "EXCEEDS_RECEIVED", {
          excess: "1",
          lines: [
            {
              index: 1,
              code: "EXCEEDS_RECEIVED",
              message: text,
              line_id: edited.lines[1]?.id,
              inventory_item_id: edited.lines[1]?.inventory_item_id,
              sku: "X",
              excess: "1",
            },
          ],
        })
        const both = await when.edits(draft, 0, { quantity: "161" })
        await then.refuses(() => when.posts(both), "EXCEEDS_RECEIVED", {
          excess: "102",
          lines: [
            expect.objectContaining({ index: 0, excess: "1" }),
            expect.objectContaining({ index: 1, excess: "101" }),
          ],
        })
      })

      it("E6e: is due to be credited once it can no longer be sold", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "12.00")
        await when.issues("10")
        const draft = await when.drafts([await when.settles()])
        await when.edits(draft, 0, { quantity: "13" })
        const invoice = await when.posts(draft)
        await then.balance("-3")
        await then.lot("L", { quantity_remaining: "10", quantity_prepaid: "3" })
        await when.sendsHome("5")
        await then.lot("L", { quantity_remaining: "5", quantity_prepaid: "3" })
        await then.balance("-3", { creditDue: "0" })
        await when.sendsHome("5")
        await then.lot("L", { quantity_remaining: "0", quantity_prepaid: "0" })
        await then.balance("-3", { creditDue: "3" })

        const note = await when.credits(invoice, { 0: "3" })
        expect(note).toMatchObject({
          kind: "credit_note",
          status: "posted",
          credited_invoice_id: invoice.id,
          amount: "36.00",
          lines: [{ quantity: "3", unit_price: "12", credited_line_id: invoice.lines[0]?.id }],
        })
        await then.allocated(note, "L 3 @12 prepaid")
        await then.balance("0")
        await then.lot("L", { quantity_invoiced: "10" })
        const settlement = await when.settles()
        await then.lines(settlement)
        await then.statement(settlement, {
          opening: "10",
          returned_to_consignor: "10",
          closing: "0",
        })
      })

      it("counts no more prepaid units than are in stock", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "12.00")
        await when.issues("10")
        const draft = await when.drafts([await when.settles()])
        await when.edits(draft, 0, { quantity: "13", unit_price: "12.50" })
        await when.posts(draft)
        await when.sendsHome("8")
        await then.lot("L", { quantity_remaining: "2", quantity_prepaid: "2" })
        await then.balance("-3", { creditDue: "1" })
        await then.value({ EUR: "25.00" })
        await then.movements(await when.issues("2"), { quantity: "-2", unit_cost: "12.5" })
        await then.balance("-3", { creditDue: "1" })
      })

      it("E6h: waits in its lot, while another lot is sold", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "10", "12.00", { dated: "2026-01-01" })
        await when.issues("5")
        const first = await when.drafts([await when.settles()])
        await when.edits(first, 0, { quantity: "10" })
        await then.allocated(await when.posts(first), "L1 5 @12", "L1 5 @12 prepaid")
        await given.receipt("L2", "10", "11.00")
        await then.picks(await when.issues("8", { strategy: "lowest_cost" }), "L2 8")
        const second = await when.settles()
        await then.lines(second, {
          opening: "-5",
          issued: "8",
          net: "8",
          net_value: "88.00",
          to_invoice: "3",
          amount: "33.00",
        })
        const secondInvoice = await when.invoices([second])
        await then.allocated(secondInvoice, "L2 3 @11")
        await then.picks(await when.issues("5"), "L1 5")
        const third = await when.settles()
        await then.lines(third, {
          issued: "5",
          net: "5",
          net_value: "60.00",
          to_invoice: "5",
          amount: "55.00",
        })
        const thirdInvoice = await when.invoices([third])
        await then.allocated(thirdInvoice, "L2 5 @11")
        expect([secondInvoice.amount, thirdInvoice.amount]).toEqual(["33.00", "55.00"])
      })

      it("takes the price of the oldest invoice first, of several prepaid ones in a lot", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "30", "12.00")
        await when.issues("10")
        const settlement = await when.settles()
        const first = await when.drafts([settlement])
        const added = await admin.post<{ invoice: Invoice }>(`${base}/invoices/${first.id}/lines`, {
          sku: "X",
          quantity: "2",
          unit_price: "12.50",
        })
        await when.posts(added.data.invoice)
        const second = await when.drafts([settlement])
        then.invoiceLines(second)
        await admin.post(`${base}/invoices/${second.id}/lines`, {
          sku: "X",
          quantity: "3",
          unit_price: "12",
        })
        await when.posts(second)
        await when.revalues("13")
        await then.value({ EUR: "256.00" })
        await then.movements(
          await when.issues("6"),
          { quantity: "-2", unit_cost: "12.5" },
          { quantity: "-3", unit_cost: "12" },
          { quantity: "-1", unit_cost: "13" }
        )
      })

      it("prepays another lot where settled pieces have come back", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "5", "10.00", { dated: "2026-01-01" })
        await given.receipt("L2", "5", "10.00", { dated: "2026-01-02" })
        const issue = await when.issues("5", { dated: "2026-01-10" })
        await when.returns("5", { of: issue, dated: "2026-02-02" })
        const draft = await when.drafts([await when.settles({ to: "2026-01-31" })])
        await when.edits(draft, 0, { quantity: "10" })
        await then.allocated(await when.posts(draft), "L1 5 @10", "L2 5 @10 prepaid")
        await then.lot("L1", { quantity_prepaid: "5" })
        await then.lot("L2", { quantity_prepaid: "5" })
        await then.balance("-5")
      })
    })

    describe("under-invoiced", () => {
      it("E7: is invoiced with the next settlement", async () => {
        const { when, then, invoice } = await invoicedWith({ quantity: "20" })
        expect(invoice.amount).toBe("840.00")
        await then.balance("20")
        await when.issues("50")
        const settlement = await when.settles()
        await then.lines(settlement, {
          opening: "20",
          issued: "50",
          net: "50",
          net_value: "600.00",
          to_invoice: "70",
          amount: "840.00",
        })
        then.invoiceLines(await when.drafts([settlement]), "70 @12")
      })

      it("E7b: invoices one settlement or several", async () => {
        const { when, then, settlement } = await hundredSold()
        await when.issues("50")
        const second = await when.settles()
        await then.lines(second, {
          opening: "100",
          issued: "50",
          net: "50",
          net_value: "600.00",
          to_invoice: "150",
          amount: "1680.00",
        })
        const first = await when.drafts([settlement])
        then.invoiceLines(first, "60 @10", "40 @12")
        then.invoiceLines(await when.drafts([settlement, second]), "60 @10", "90 @12")
        then.invoiceLines(await when.drafts([second, settlement]), "60 @10", "90 @12")
        await when.posts(first)
        const empty = await when.drafts([settlement])
        then.invoiceLines(empty)
        await then.refuses(() => when.posts(empty), "INVALID_DATA", { path: "lines" })
        then.invoiceLines(await when.drafts([settlement, second]), "50 @12")
      })

      it("E14: opens with nothing, and nets what came back or was sold late", async () => {
        const { given, when, then } = story({ terms: { time_zone: "Europe/Warsaw" } })
        await given.receipt("L", "50", "2.00", { dated: "2026-01-20" })
        const first = await when.issues("5", { dated: "2026-01-28" })
        await when.issues("4", { dated: "2026-01-31T22:30:00.000Z" })
        await when.issues("3", { dated: "2026-01-31T23:10:00.000Z" })
        const goodsReturn = await when.returns("1", { of: first, dated: "2026-02-02" })
        await then.gaveBack(goodsReturn, "L 1 open")
        const january = await when.settles({ to: "2026-01-31" })
        expect(january.cut_off).toBe("2026-01-31T22:59:59.999Z")
        await then.lines(january, { issued: "9", net: "9", net_value: "18.00" })
        await then.statement(january, { received: "50", consumed: "9", closing: "41" })
        expect(await when.invoices([january])).toMatchObject({ amount: "18.00" })

        const late = await when.issues("2", { dated: "2026-01-29" })
        expect(late.late).toBe(true)
        const february = await when.settles({ to: "2026-02-28" })
        await then.lines(february, {
          issued: "5",
          returned: "1",
          net: "4",
          net_value: "8.00",
          late_quantity: "2",
        })
        await then.statement(february, { opening: "41", consumed: "4", closing: "37" })
        await then.lots({ L: "37" })
      })

      it("E14b: opens with a month that was not invoiced", async () => {
        const { given, when, then } = story({ terms: { time_zone: "Europe/Warsaw" } })
        await given.receipt("L", "50", "2.00", { dated: "2026-01-20" })
        const first = await when.issues("9", { dated: "2026-01-28" })
        await when.issues("3", { dated: "2026-01-31T23:10:00.000Z" })
        await when.returns("1", { of: first, dated: "2026-02-02" })
        await when.settles({ to: "2026-01-31" })
        await when.issues("2", { dated: "2026-01-29" })
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          opening: "9",
          issued: "5",
          returned: "1",
          net: "4",
          net_value: "8.00",
          to_invoice: "13",
          amount: "26.00",
          late_quantity: "2",
        })
      })

      it("E4: opens with nothing where the first month was invoiced", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50", { dated: "2026-01-05" })
        const issue = await when.issues("8", { dated: "2026-01-10" })
        const january = await when.settles({ to: "2026-01-31" })
        expect(await when.invoices([january])).toMatchObject({ amount: "60.00" })
        await then.gaveBack(
          await when.returns("3", { of: issue, dated: "2026-02-05" }),
          "own 3 settled"
        )
        await then.level(["15", "3", "12"])
        await then.picks(await when.issues("5", { dated: "2026-02-06" }), "own 3", "L 2")
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          issued: "2",
          net: "2",
          net_value: "15.00",
        })
        await then.lots({ L: "10" })
      })
    })

    describe("prepaid goods", () => {
      it("E14c: keeps a settled and invoiced piece that comes back at its invoice price", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "50", "10.00", { dated: "2026-01-20" })
        const issue = await when.issues("5", { dated: "2026-01-20" })
        await when.returns("1", { of: issue, dated: "2026-02-02" })
        await when.revalues("12.00")
        const january = await when.settles({ to: "2026-01-31" })
        await then.lines(january, { issued: "5", net: "5", net_value: "50.00" })
        const invoice = await when.invoices([january])
        await then.allocated(invoice, "L 5 @10")
        await then.lot("L", { quantity_prepaid: "1", quantity_invoiced: "5" })
        await then.value({ EUR: "550.00" })
        const second = await when.issues("5", { dated: "2026-02-10" })
        await then.picks(second, "L 1", "L 4")
        await then.movements(
          second,
          { quantity: "-1", unit_cost: "10" },
          { quantity: "-4", unit_cost: "12" }
        )
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          issued: "5",
          returned: "1",
          net: "4",
          net_value: "48.00",
        })
      })

      it("E14d: carries a piece that came back after its settlement was invoiced", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "50", "10.00", { dated: "2026-01-20" })
        const issue = await when.issues("5", { dated: "2026-01-20" })
        await when.returns("1", { of: issue, dated: "2026-02-02" })
        await when.invoices([await when.settles({ to: "2026-01-31" })])
        await then.lines(await when.settles({ to: "2026-02-28" }), {
          returned: "1",
          net: "-1",
          net_value: "-10.00",
          to_invoice: "0",
          carry: "-1",
          amount: "0.00",
        })
      })

      it("goes to another warehouse last, stays invoiced there at its price, and comes back", async () => {
        const { given, when, then } = story(krakow)
        await given.receipt("L", "20", "12.00")
        await when.issues("10")
        const draft = await when.drafts([await when.settles()])
        await when.edits(draft, 0, { quantity: "13", unit_price: "12.50" })
        await when.posts(draft)
        await then.lot("L", { quantity_invoiced: "13", quantity_prepaid: "3" })
        const transfer = await when.moves("9", "KRK")
        await then.movements(
          transfer,
          { type: "warehouse_transfer_out", quantity: "-7", unit_cost: "12" },
          { type: "warehouse_transfer_in", quantity: "7", unit_cost: "12" },
          { type: "warehouse_transfer_out", quantity: "-2", unit_cost: "12.5" },
          { type: "warehouse_transfer_in", quantity: "2", unit_cost: "12.5" }
        )
        await then.childLots("KRK", {
          quantity_remaining: "9",
          quantity_invoiced: "2",
          quantity_prepaid: "2",
        } as object)
        await then.lot("L", { quantity_invoiced: "11", quantity_prepaid: "1" })
        await then.value({ EUR: "121.50" })
        await when.reverses(transfer)
        await then.lot("L", { quantity_invoiced: "13", quantity_prepaid: "3" })
        await then.value({ EUR: "121.50" })
        await when.moves("10", "KRK")
        const issue = await when.issues("4", { at: "KRK" })
        await then.movements(
          issue,
          { quantity: "-3", unit_cost: "12.5" },
          { quantity: "-1", unit_cost: "12" }
        )
        await then.lines(await when.settles(), {
          opening: "-3",
          issued: "4",
          net: "4",
          net_value: "49.50",
          to_invoice: "1",
          amount: "12.00",
          branches: [["KRK", "4", "49.50"]],
        })
      })
    })
  },
})
