import type { Invoice } from "../../src/http-contract/invoice"
import {
  type PaperLine,
  tellOfDocuments,
  tellOfHundredSold,
  tellOfInvoice,
} from "../helpers/document-verbs"
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
    const hundredSold = () => tellOfHundredSold(world)
    const invoicedWith = (change: PaperLine) => tellOfInvoice(world, change)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("papers", () => {
      it("has the shape of the contract", async () => {
        const { when, settlement, id } = await hundredSold()
        const draft = await when.drafts([settlement], { issued: "2026-02-03" })
        const line = {
          id: text,
          kind: "goods",
          inventory_item_id: await id.item("X"),
          sku: "X",
          quantity: "60",
          unit_price: "10",
          amount: "600.00",
          suggested_quantity: "60",
          suggested_unit_price: "10",
          tax_rate: null,
          tax_category: null,
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
          net_amount: "1080.00",
          tax_amount: "0.00",
          gross_amount: "1080.00",
          tax_lines: [],
          due_at: null,
          paid_amount: "0.00",
          credited_amount: "0.00",
          open_amount: "0.00",
          payments: [],
          parties: null,
          problems: [],
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
