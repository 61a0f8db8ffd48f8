import type { Invoice } from "../../src/http-contract/invoice"
import type { Settlement } from "../../src/http-contract/settlement"
import { tellOfDocuments } from "../helpers/document-verbs"
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
    const story = (setting?: Setting) => tellOfDocuments(world, setting)
    type Told = ReturnType<typeof story>

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** L1 60 @10.00, L2 100 @12.00; 100 are issued and settled. */
    const hundredSold = async () => {
      const told = story()
      await told.given.receipt("L1", "60", "10.00", { dated: "2026-01-01" })
      await told.given.receipt("L2", "100", "12.00", { dated: "2026-01-02" })
      await told.when.issues("100")
      return { ...told, settlement: await told.when.settles() }
    }

    /** The same, and the second line of the invoice says what the paper says. */
    const invoicedWith = async (change: { quantity?: string; unit_price?: string }) => {
      const told = await hundredSold()
      const draft = await told.when.drafts([told.settlement])
      await told.when.edits(draft, 1, change)
      return { ...told, invoice: await told.when.posts(draft) }
    }

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

      it("counts as stock no more prepaid pieces than lie there", async () => {
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

    describe("drafts", () => {
      it("E8: suggests a line for each cost", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "10.00")
        await when.issues("4")
        await when.revalues("12.00")
        await when.issues("3")
        const settlement = await when.settles()
        await then.lines(settlement, { issued: "7", net: "7", net_value: "76.00" })
        const draft = await when.drafts([settlement])
        then.invoiceLines(draft, "4 @10", "3 @12")
        expect(draft.amount).toBe("76.00")
        await then.lots({ L: "3" })
        await then.value({ EUR: "36.00" })
      })

      it("E8b: leaves a closed and invoiced period as it was revalued after", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "10", "10.00")
        await when.issues("4")
        const first = await when.settles()
        await when.invoices([first])
        await when.revalues("12.00")
        await when.issues("3")
        const second = await when.settles()
        await then.lines(second, { issued: "3", net: "3", net_value: "36.00" })
        const answer = await admin.get<{ settlement: Settlement }>(
          `${base}/settlements/${first.id}`
        )
        await then.lines(answer.data.settlement, { issued: "4", net: "4", net_value: "40.00" })
        then.invoiceLines(await when.drafts([second]), "3 @12")
      })

      it("E13: suggests free goods, too", async () => {
        const { given, when, then } = story()
        await given.receipt("L1", "3", "0", { dated: "2026-01-01" })
        await given.receipt("L2", "3", "5.00", { dated: "2026-01-02" })
        await when.issues("4")
        const settlement = await when.settles()
        await then.lines(settlement, { issued: "4", net: "4", net_value: "5.00" })
        const draft = await when.drafts([settlement])
        then.invoiceLines(draft, "3 @0", "1 @5")
        await then.allocated(await when.posts(draft), "L1 3 @0", "L2 1 @5")
        await then.balance("0")
      })

      const withPacks = async (told: Told, packSize: string): Promise<void> => {
        await world.given.marks(await told.id.contractor("A"), [
          { inventory_item_id: await told.id.item("X"), pack_size: packSize },
        ])
      }

      it("E20: suggests whole packs", async () => {
        const told = story()
        const { given, when, then } = told
        await withPacks(told, "12")
        await given.receipt("L", "240", "1.00", { isMarked: false })
        await when.issues("100")
        const settlement = await when.settles()
        const draft = await when.drafts([settlement])
        then.invoiceLines(draft, "108 @1")
        const selfBilled = await when.drafts([settlement], { kind: "self_billed" })
        then.invoiceLines(selfBilled, "100 @1")
        await when.posts(draft)
        await then.balance("-8")
        await when.issues("20")
        await then.lines(await when.settles(), {
          opening: "-8",
          issued: "20",
          net: "20",
          net_value: "20.00",
          to_invoice: "12",
          amount: "12.00",
        })
      })

      it("E20: suggests no pack that was not received", async () => {
        const told = story()
        const { given, when, then } = told
        await withPacks(told, "12")
        await given.receipt("L", "101", "1.00", { isMarked: false })
        await when.issues("100")
        then.invoiceLines(await when.drafts([await when.settles()]), "101 @1")
      })

      it("E20: puts the surplus of a pack on the last line", async () => {
        const told = await hundredSold()
        await withPacks(told, "12")
        told.then.invoiceLines(await told.when.drafts([told.settlement]), "60 @10", "48 @12")
      })

      it("can be edited, added to, cut and deleted until it is posted", async () => {
        const { when, then, settlement, id } = await hundredSold()
        const draft = await when.drafts([settlement])
        const lines = `${base}/invoices/${draft.id}/lines`
        const added = await admin.post<{ invoice: Invoice }>(lines, {
          sku: "X",
          quantity: 1.5,
          unit_price: "11.999999",
        })
        expect(added.status).toBe(200)
        then.invoiceLines(added.data.invoice, "60 @10", "40 @12", "1.5 @11.999999")
        expect(added.data.invoice).toMatchObject({
          amount: "1098.00",
          lines: [
            {},
            {},
            {
              suggested_quantity: "0",
              suggested_unit_price: null,
              allocations: [{ lot_id: id.lot("L2"), quantity: "1.5", prepaid: true }],
            },
          ],
        })
        const cut = await admin.delete<{ invoice: Invoice }>(`${lines}/${draft.lines[0]?.id}`)
        then.invoiceLines(cut.data.invoice, "40 @12", "1.5 @11.999999")
        expect(cut.data.invoice.amount).toBe("498.00")
        const edited = await when.edits(cut.data.invoice, 0, { unit_price: "12.5" })
        expect(edited).toMatchObject({ amount: "518.00", lines: [{ amount: "500.00" }, {}] })

        const url = `${base}/invoices/${draft.id}`
        const paper = { number: "FV 7/2026", issued_at: "2026-01-31T10:00:00.000Z" }
        const headed = await admin.post<{ invoice: Invoice }>(url, paper)
        expect(headed.data.invoice).toEqual({ ...edited, ...paper })
        const unnumbered = await admin.post<{ invoice: Invoice }>(url, { number: null })
        expect(unnumbered.data.invoice).toEqual({ ...headed.data.invoice, number: null })
        expectInvalid(
          await admin.post(url, { number: "", issued_at: "soon" }),
          "number",
          "issued_at"
        )
        expectRefusal(await admin.post(`${base}/invoices/coninv_none`, paper), "NOT_FOUND")

        expectInvalid(
          await admin.post(`${lines}/${draft.lines[1]?.id}`, {
            quantity: "0",
            unit_price: "1.1234567",
          }),
          "quantity",
          "unit_price"
        )
        expectInvalid(
          await admin.post(lines, { sku: "X", quantity: "1", unit_price: "1.1234567" }),
          "unit_price"
        )
        expectRefusal(
          await admin.post(lines, { sku: "NO-SUCH", quantity: "1", unit_price: "1" }),
          "UNKNOWN_ITEM"
        )
        expectRefusal(await admin.post(`${lines}/coninvl_none`, { quantity: "1" }), "NOT_FOUND")
        expectRefusal(await admin.delete(`${lines}/${draft.lines[0]?.id}`), "NOT_FOUND")

        expect((await admin.delete(`${base}/invoices/${draft.id}`)).data).toEqual({
          id: draft.id,
          object: "invoice",
          deleted: true,
        })
        expectRefusal(await admin.get(`${base}/invoices/${draft.id}`), "NOT_FOUND")
        expectRefusal(await admin.post(`${base}/invoices/${draft.id}/post`), "NOT_FOUND")
        expectRefusal(await admin.delete(`${base}/invoices/${draft.id}`), "NOT_FOUND")
        then.invoiceLines(await when.drafts([settlement]), "60 @10", "40 @12")
      })

      it("is posted once, and not changed after", async () => {
        const { when, settlement } = await hundredSold()
        const invoice = await when.invoices([settlement])
        const url = `${base}/invoices/${invoice.id}`
        const line = `${url}/lines/${invoice.lines[0]?.id}`
        const refused = [
          await admin.post(`${url}/post`),
          await admin.post(url, { number: "FV 8/2026" }),
          await admin.post(line, { quantity: "1" }),
          await admin.delete(line),
          await admin.post(`${url}/lines`, { sku: "X", quantity: "1", unit_price: "1" }),
          await admin.delete(url),
        ]
        for (const answer of refused) expectRefusal(answer, "DOCUMENT_POSTED", { id: invoice.id })
        const answer = await admin.get<{ invoice: Invoice }>(url)
        expect(answer.data.invoice).toEqual(invoice)
      })

      it("takes in every edit that comes at once", async () => {
        const { when, settlement } = await hundredSold()
        const draft = await when.drafts([settlement])
        await Promise.all([
          when.edits(draft, 0, { quantity: "50" }),
          when.edits(draft, 0, { unit_price: "9" }),
          when.edits(draft, 1, { quantity: "30" }),
          when.edits(draft, 1, { unit_price: "11" }),
        ])
        const answer = await admin.get<{ invoice: Invoice }>(`${base}/invoices/${draft.id}`)
        expect(answer.data.invoice).toMatchObject({
          amount: "780.00",
          lines: [
            { quantity: "50", unit_price: "9", amount: "450.00" },
            { quantity: "30", unit_price: "11", amount: "330.00" },
          ],
        })
      })

      it("is posted as it was before an edit, or after it", async () => {
        const { when, settlement } = await hundredSold()
        const draft = await when.drafts([settlement])
        const url = `${base}/invoices/${draft.id}`
        const [posted, edited] = await Promise.all([
          admin.post<{ invoice: Invoice }>(`${url}/post`),
          admin.post(`${url}/lines/${draft.lines[1]?.id}`, { quantity: "20" }),
        ])
        expect(posted.status).toBe(200)
        expect(posted.data.invoice.amount).toBe(edited.status === 200 ? "840.00" : "1080.00")
      })

      it("lets two invoices that are posted at once take no piece twice", async () => {
        const { when, then, settlement } = await hundredSold()
        const drafts = [await when.drafts([settlement]), await when.drafts([settlement])]
        const answers = await Promise.all(
          drafts.map((draft) => admin.post<{ code?: string }>(`${base}/invoices/${draft.id}/post`))
        )
        expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400])
        expect(answers.find((answer) => answer.status === 400)?.data).toMatchObject({
          code: "EXCEEDS_RECEIVED",
          details: { excess: "40" },
        })
        await then.balance("0")
      })
    })

    describe("papers", () => {
      it("has the shape of the contract", async () => {
        const { when, settlement, id } = await hundredSold()
        const draft = await when.drafts([settlement], { issued: "2026-02-03" })
        const line = {
          id: text,
          inventory_item_id: await id.item("X"),
          sku: "X",
          quantity: "60",
          unit_price: "10",
          amount: "600.00",
          suggested_quantity: "60",
          suggested_unit_price: "10",
          credited_line_id: null,
          allocations: [{ lot_id: id.lot("L1"), quantity: "60", unit_cost: "10", prepaid: false }],
        }
        expect(draft).toEqual({
          id: text,
          number: null,
          kind: "supplier",
          status: "draft",
          contractor_id: await id.contractor("A"),
          direction: "inbound",
          currency_code: "EUR",
          settlement_ids: [settlement.id],
          credited_invoice_id: null,
          order_id: null,
          issued_at: "2026-02-03T00:00:00.000Z",
          posted_at: null,
          created_by: text,
          lines: [line, expect.objectContaining({ quantity: "40", amount: "480.00" })],
          amount: "1080.00",
          variance_amount: "0.00",
        })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({
          status: "posted",
          number: "INV-000001",
          posted_at: anInstant,
          lines: [line, {}],
        })
      })

      it("has the number of the paper, the next of ours, or one of the contractor's own series", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "1.00")
        await given.receipt("B:LB", "20", "1.00")
        const sold = async (contractor = "A") => {
          await when.issues("1", { lot: contractor === "A" ? "L" : "LB" })
          return [await when.settles({ contractor })]
        }
        expect(await when.invoices(await sold(), { number: "FV 1/2026" })).toMatchObject({
          number: "FV 1/2026",
        })
        const taken = { path: "number" }
        const next = await sold()
        await then.refuses(() => when.drafts(next, { number: "FV 1/2026" }), "INVALID_DATA", taken)
        expect(await when.drafts(next, { number: "INV-000001" })).toMatchObject({
          number: "INV-000001",
        })
        const other = await when.drafts(next)
        expectInvalid(
          await admin.post(`${base}/invoices/${other.id}`, { number: "FV 1/2026" }),
          "number"
        )
        // The number is given to a draft, and left out of the series.
        expect(await when.invoices(next)).toMatchObject({ number: "INV-000002" })
        expect(
          await when.invoices(await sold("B"), { contractor: "B", number: "FV 1/2026" })
        ).toMatchObject({ number: "FV 1/2026" })

        const selfBilled = { kind: "self_billed" } as const
        expect(await when.drafts(await sold(), selfBilled)).toMatchObject({ number: null })
        const numbers = [
          await when.invoices(await sold(), selfBilled),
          await when.invoices(await sold(), selfBilled),
          await when.invoices(await sold("B"), { ...selfBilled, contractor: "B" }),
        ].map((invoice) => invoice.number)
        expect(numbers).toEqual(["SB-A-000001", "SB-A-000002", "SB-B-000001"])
      })

      it("names closed settlements of one contractor, direction and currency", async () => {
        const { given, when, then, id } = story()
        await given.receipt("EURO", "5", "1.00", { dated: "2026-01-01" })
        await given.receipt("ZLOTY", "5", "4.00", { currency: "PLN", dated: "2026-01-02" })
        await given.receipt("B:LB", "5", "1.00", { dated: "2026-01-03" })
        await when.issues("15")
        const euro = await when.settles({ currency: "EUR" })
        const zloty = await when.settles({ currency: "PLN" })
        const ofB = await when.settles({ contractor: "B" })
        await then.refuses(() => when.drafts([euro, zloty]), "CURRENCY_MISMATCH", {
          currencies: ["EUR", "PLN"],
        })
        await then.refuses(() => when.drafts([euro, ofB]), "INVALID_DATA", {
          path: "settlement_ids.1",
        })
        await then.refuses(() => when.drafts([euro], { kind: "sales" }), "INVALID_DATA", {
          path: "kind",
        })
        expect(await when.drafts([zloty])).toMatchObject({ currency_code: "PLN", amount: "20.00" })
        const create = async (body: object) =>
          await admin.post(`${base}/invoices`, {
            contractor_id: await id.contractor("A"),
            settlement_ids: [euro.id],
            kind: "supplier",
            ...body,
          })
        expectInvalid(
          await create({ settlement_ids: ["conset_none", euro.id, "conset_other"] }),
          "settlement_ids.0",
          "settlement_ids.2"
        )
        expectInvalid(await create({ contractor_id: "concon_none" }), "contractor_id")
        expectInvalid(await create({ kind: "credit_note" }), "kind")
        expectInvalid(await create({ settlement_ids: [] }), "settlement_ids")
      })

      it("rounds to the decimals of its currency", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "5", "1850.5", { currency: "JPY" })
        await when.issues("0.333")
        const draft = await when.drafts([await when.settles({ currency: "JPY" })])
        expect(draft).toMatchObject({ amount: "616", variance_amount: "0" })
        await when.edits(draft, 0, { unit_price: "1855" })
        expect(await when.posts(draft)).toMatchObject({ amount: "618", variance_amount: "1" })
        await then.balance("0", { currency: "JPY" })
      })

      it("is listed, filtered and ordered", async () => {
        const { when, settlement, id } = await hundredSold()
        const invoice = await when.invoices([settlement])
        const draft = await when.drafts([settlement])
        const list = async (filters: object) => {
          const { data } = await admin.get<{ invoices: Invoice[]; count: number }>(
            `${base}/invoices`,
            filters
          )
          return data
        }
        expect(await list({ order: "-created_at", limit: 1 })).toMatchObject({
          count: 2,
          limit: 1,
          offset: 0,
          invoices: [{ id: draft.id }],
        })
        expect((await list({ status: "posted" })).invoices).toEqual([invoice])
        expect(await list({ contractor_id: await id.contractor("B") })).toMatchObject({ count: 0 })
        expect((await admin.get(`${base}/invoices`, { order: "nothing" })).status).toBe(400)
        expectRefusal(await admin.get(`${base}/invoices/coninv_none`), "NOT_FOUND")
      })
    })

    describe("credit notes", () => {
      it("undoes prepaid pieces first, then the newest", async () => {
        const { when, then, invoice } = await invoicedWith({ quantity: "79", unit_price: "12.50" })
        const first = await when.credits(
          invoice,
          { 1: "40" },
          { number: "K 1", issued_at: "2026-03-01" }
        )
        expect(first).toMatchObject({
          number: "K 1",
          issued_at: "2026-03-01T00:00:00.000Z",
          amount: "500.00",
          variance_amount: "0.00",
        })
        await then.allocated(first, "L2 39 @12.5 prepaid", "L2 1 @12")
        await then.balance("1")
        await then.lot("L2", { quantity_invoiced: "39", quantity_prepaid: "0" })
        await then.refuses(
          () => when.credits(invoice, { 0: "61", 1: "40" }),
          "EXCEEDS_REVERSIBLE",
          {
            lines: [
              expect.objectContaining({ index: 0, creditable: "60" }),
              expect.objectContaining({ index: 1, creditable: "39" }),
            ],
          }
        )
        const second = await when.credits(invoice, { 0: "60", 1: "39" })
        expect(second).toMatchObject({ number: "CN-000001", amount: "1087.50" })
        await then.balance("100")
        await when.issues("1")
        then.invoiceLines(await when.drafts([await when.settles()]), "60 @10", "41 @12")
      })

      it("credits posted invoices only, and lines of theirs", async () => {
        const { when, then, settlement } = await hundredSold()
        const draft = await when.drafts([settlement])
        await then.refuses(() => when.credits(draft, { 0: "1" }), "INVALID_DATA")
        const invoice = await when.posts(draft)
        const note = await when.credits(invoice, { 0: "1" })
        await then.refuses(() => when.credits(note, { 0: "1" }), "INVALID_DATA")
        const url = `${base}/invoices/${invoice.id}`
        expectRefusal(
          await admin.post(`${url}/credit`, {
            lines: [
              { line_id: invoice.lines[0]?.id, quantity: "1" },
              { line_id: note.lines[0]?.id, quantity: "1" },
            ],
          }),
          "INVALID_DATA",
          { lines: [expect.objectContaining({ index: 1, path: "line_id" })] }
        )
        expectInvalid(await admin.post(`${url}/credit`, { lines: [] }), "lines")
        expectRefusal(
          await admin.post(`${base}/invoices/coninv_none/credit`, {
            lines: [{ line_id: "coninvl_none", quantity: "1" }],
          }),
          "NOT_FOUND"
        )
      })

      it("counts one line that stands twice on a credit note twice", async () => {
        const { when, settlement } = await hundredSold()
        const invoice = await when.invoices([settlement])
        const credit = (quantities: string[]) =>
          admin.post<{ invoice: Invoice }>(`${base}/invoices/${invoice.id}/credit`, {
            lines: quantities.map((quantity) => ({ line_id: invoice.lines[0]?.id, quantity })),
          })
        expectRefusal(await credit(["40", "21"]), "EXCEEDS_REVERSIBLE", {
          lines: [expect.objectContaining({ index: 1, creditable: "20" })],
        })
        expect((await credit(["40", "20"])).data.invoice.amount).toBe("600.00")
      })
    })

    describe("keys", () => {
      it("creates, posts and credits once for one key", async () => {
        const { when, settlement, id } = await hundredSold()
        const create = async (others: object = {}) =>
          await admin.post<{ invoice: Invoice }>(`${base}/invoices`, {
            contractor_id: await id.contractor("A"),
            settlement_ids: [settlement.id],
            kind: "supplier",
            idempotency_key: "k1",
            ...others,
          })
        const created = await create()
        expect(created.status).toBe(201)
        const again = await create()
        expect(again.status).toBe(200)
        expect(again.data).toEqual(created.data)
        expectRefusal(await create({ kind: "self_billed" }), "IDEMPOTENCY_MISMATCH")
        const atOnce = await Promise.all([
          create({ idempotency_key: "k2" }),
          create({ idempotency_key: "k2" }),
        ])
        expect(atOnce.map((answer) => answer.status).sort()).toEqual([200, 201])
        expect(atOnce[0].data.invoice.id).toBe(atOnce[1].data.invoice.id)

        const { invoice } = created.data
        const posted = await when.posts(invoice, "p1")
        expect(await when.posts(invoice, "p1")).toEqual(posted)
        expectRefusal(
          await admin.post(`${base}/invoices/${atOnce[0].data.invoice.id}/post`, {
            idempotency_key: "p1",
          }),
          "IDEMPOTENCY_MISMATCH"
        )
        expectRefusal(
          await admin.post(`${base}/invoices/${invoice.id}/post`, { idempotency_key: "p2" }),
          "DOCUMENT_POSTED"
        )

        const credit = (quantity: string, idempotency_key = "c1") =>
          admin.post<{ invoice: Invoice }>(`${base}/invoices/${invoice.id}/credit`, {
            lines: [{ line_id: invoice.lines[0]?.id, quantity }],
            idempotency_key,
          })
        const credited = await credit("10")
        expect(credited.status).toBe(201)
        expect(await credit("10")).toMatchObject({ status: 200, data: credited.data })
        expectRefusal(await credit("11"), "IDEMPOTENCY_MISMATCH")
        const notes = await Promise.all([credit("20", "c2"), credit("20", "c2")])
        expect(notes.map((answer) => answer.status).sort()).toEqual([200, 201])
        expect(notes[0].data.invoice.id).toBe(notes[1].data.invoice.id)
      })
    })

    describe("balances", () => {
      it("is told by item, direction and currency", async () => {
        const { given, when, read, id } = story()
        await given.receipt("EURO", "5", "1.00", { dated: "2026-01-01" })
        await given.receipt("ZLOTY", "5", "4.00", { currency: "PLN", dated: "2026-01-02" })
        await given.receipt("LY", "5", "1.00", { item: "Y" })
        await when.issues({ X: "8", Y: "2" })
        const euro = await when.settles({ currency: "EUR" })
        await when.settles({ currency: "PLN" })
        await when.invoices([euro])
        const row = { direction: "inbound", credit_due: "0" }
        const ofX = { ...row, inventory_item_id: await id.item("X"), sku: "X" }
        const ofY = { ...row, inventory_item_id: await id.item("Y"), sku: "Y" }
        expect(await read.balances("A")).toEqual([
          { ...ofX, currency_code: "EUR", settled: "5", invoiced: "5", balance: "0" },
          { ...ofY, currency_code: "EUR", settled: "2", invoiced: "2", balance: "0" },
          { ...ofX, currency_code: "PLN", settled: "3", invoiced: "0", balance: "3" },
        ])
        expect(await read.balances("B")).toEqual([])
        expectRefusal(await admin.get(`${base}/contractors/concon_none/balance`), "NOT_FOUND")
      })
    })
  },
})
