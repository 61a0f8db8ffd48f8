import type { Invoice } from "../../src/http-contract/invoice"
import type { Settlement } from "../../src/http-contract/settlement"
import { tellOfDocuments, tellOfHundredSold } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)
    const hundredSold = () => tellOfHundredSold(world)
    type Told = ReturnType<typeof story>

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

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

    describe("a cancelled settlement", () => {
      it("E23: gives its movements back; what became own stays own", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50", { dated: "2026-05-01" })
        const issue = await when.issues("8", { dated: "2026-05-10" })
        const first = await when.settles({ to: "2026-05-31" })
        await then.gaveBack(await when.returns("2", { of: issue }), "own 2 settled")
        expect((await when.cancels(first)).status).toBe("cancelled")
        await then.movements(issue, { settlement_id: null })
        const second = await when.settles({ to: "2026-05-31" })
        await then.lines(second, { issued: "8", net: "8", net_value: "60.00" })
        await then.level(["14", "2", "12"])

        await when.cancels(second)
        await then.gaveBack(await when.returns("6", { of: issue }), "L 6 open")
        const third = await when.settles()
        await then.lines(third, { issued: "8", returned: "6", net: "2", net_value: "15.00" })
        await then.level(["20", "2", "18"])
        await then.refuses(() => when.returns("1", { of: issue }), "EXCEEDS_RETURNABLE")
        await then.picks(await when.issues("3"), "own 2", "L 1")
        const last = await when.settles()
        await then.refuses(() => when.cancels(third), "SETTLEMENT_NOT_LATEST")
        await when.invoices([last])
        await then.refuses(() => when.cancels(last), "SETTLEMENT_INVOICED")
      })

      it("is not cancelled while a draft names it", async () => {
        const { given, when, then } = story()
        await given.receipt("L", "20", "7.50")
        await when.issues("8")
        const settlement = await when.settles()
        const draft = await when.drafts([settlement])
        await then.refuses(() => when.cancels(settlement), "SETTLEMENT_INVOICED", {
          invoice_ids: [draft.id],
        })
        await admin.delete(`${base}/invoices/${draft.id}`)
        await when.cancels(settlement)
        expectInvalid(
          await admin.post(`${base}/invoices`, {
            contractor_id: settlement.contractor_id,
            settlement_ids: [settlement.id],
            kind: "supplier",
          }),
          "settlement_ids.0"
        )
      })
    })
  },
})
