import type { InvoicedAll, PlannedInvoice } from "../../src/http-contract/batch"
import type { Invoice } from "../../src/http-contract/invoice"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld, type Setting } from "../helpers/ledger-world"

const base = "/admin/consignment"

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const story = (setting?: Setting) => tellOfDocuments(world, setting)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    describe("fees for goods that go back", () => {
      /** L1 10 @13.20 and L2 10 @9.95 of a supplier who charges for returns; one is sold and settled. */
      const withFee = async (basis: "per_unit" | "percent_of_cost", value: string) => {
        const told = story({ terms: { return_fee: { basis, value } } })
        await told.given.receipt("L1", "10", "13.20", { dated: "2026-01-01" })
        await told.given.receipt("L2", "10", "9.95", { dated: "2026-01-02" })
        await told.when.issues("1")
        const settlement = await told.when.settles()
        const linesOf = (invoice: Invoice) =>
          invoice.lines.map((line) => `${line.kind} ${line.quantity} @${line.unit_price}`)
        return { ...told, settlement, linesOf }
      }

      it("are printed on the return note and proposed on the next invoice, by the cost of each lot", async () => {
        const { when, settlement, linesOf } = await withFee("percent_of_cost", "10")
        const goodsReturn = await when.sendsHome("11")
        expect(goodsReturn.lines).toMatchObject([
          {
            return_fees: [
              { quantity: "9", unit_fee: "1.32", currency_code: "EUR" },
              { quantity: "2", unit_fee: "0.995", currency_code: "EUR" },
            ],
          },
        ])
        const read = await admin.get(`${base}/consignor-returns/${goodsReturn.id}`)
        expect(read.data).toEqual({ consignor_return: goodsReturn })
        const note = await admin.download(`${base}/consignor-returns/${goodsReturn.id}/document`, {
          format: "csv",
          language: "en",
        })
        const [head, line] = note.data.toString().split("\r\n")
        expect(head).toMatch(/Quantity,Return fee,Amount,Currency$/)
        // 9 x 1.32 + 2 x 0.995
        expect(line).toMatch(/,11,,13\.87,EUR$/)

        const draft = await when.drafts([settlement])
        expect(linesOf(draft)).toEqual([
          "goods 1 @13.2",
          "return_fee 2 @0.995",
          "return_fee 9 @1.32",
        ])
        expect(draft).toMatchObject({
          amount: "27.07",
          lines: [{}, { amount: "1.99", suggested_quantity: "2", allocations: [] }, {}],
        })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({
          status: "posted",
          amount: "27.07",
          variance_amount: "0.00",
          lines: [{}, { amount: "1.99", allocations: [] }, { amount: "11.88", allocations: [] }],
        })
        const paper = await admin.download(`${base}/invoices/${invoice.id}/document`, {
          format: "csv",
          language: "en",
        })
        expect(paper.data.toString()).toContain("Return fee,9,1.32,11.88")
      })

      it("leave the balance of the goods alone, and are proposed once", async () => {
        const { when, then, settlement, linesOf } = await withFee("per_unit", "0.333")
        await when.sendsHome("3")
        const draft = await when.drafts([settlement])
        expect(linesOf(draft)).toEqual(["goods 1 @13.2", "return_fee 3 @0.333"])
        expect(draft.lines[1]).toMatchObject({ amount: "1.00" })
        expect(linesOf(await when.drafts([settlement]))).toEqual(["goods 1 @13.2"])
        await when.posts(draft)
        await then.balance("0")
        await then.lot("L1", { quantity_invoiced: "1", quantity_prepaid: "0" })
      })

      it("keep the fee that was agreed when the goods went back", async () => {
        const { given, when, settlement, linesOf } = await withFee("per_unit", "1.50")
        await when.sendsHome("2")
        const agreement = `${base}/agreements/${await given.agreement("A", "EUR")}`
        await admin.post(agreement, { return_fee: { basis: "per_unit", value: "2" } })
        await when.sendsHome("1")
        await admin.post(agreement, { return_fee: null })
        await when.sendsHome("1")
        const draft = await when.drafts([settlement])
        expect(linesOf(draft)).toEqual(["goods 1 @13.2", "return_fee 2 @1.5", "return_fee 1 @2"])
      })

      it("are open again once they are credited, and waived by a price of 0", async () => {
        const { when, settlement, linesOf } = await withFee("per_unit", "1.50")
        await when.sendsHome("4")
        const invoice = await when.invoices([settlement])
        const credited = await when.credits(invoice, { 1: "3" })
        expect(credited).toMatchObject({ amount: "4.50", lines: [{ kind: "return_fee" }] })
        const path = `${base}/invoices/${invoice.id}/credit`
        const line_id = invoice.lines[1]?.id
        expectRefusal(
          await admin.post(path, { lines: [{ line_id, quantity: "2" }] }),
          "EXCEEDS_REVERSIBLE"
        )
        const draft = await when.drafts([settlement])
        expect(linesOf(draft)).toEqual(["return_fee 3 @1.5"])
        await when.posts(await when.edits(draft, 0, { unit_price: "0" }))
        expect(linesOf(await when.drafts([settlement]))).toEqual([])
      })

      it("are not invoiced for a return that was reversed", async () => {
        const { when, settlement, linesOf } = await withFee("per_unit", "1.50")
        const goodsReturn = await when.sendsHome("2")
        await when.sendsHome("3")
        const draft = await when.drafts([settlement])
        expect(linesOf(draft)).toEqual(["goods 1 @13.2", "return_fee 5 @1.5"])
        await when.reverses(goodsReturn)
        const refused = await admin.post(`${base}/invoices/${draft.id}/post`, {})
        expectRefusal(refused, "EXCEEDS_RECEIVED")
        expect(refused.data).toMatchObject({ details: { lines: [{ index: 1, excess: "2" }] } })
        await when.posts(await when.edits(draft, 1, { quantity: "3" }))
      })

      it("are taken off the next ones if the return is reversed once they were invoiced", async () => {
        const { when, settlement, linesOf } = await withFee("per_unit", "1.50")
        const goodsReturn = await when.sendsHome("2")
        await when.invoices([settlement])
        await when.reverses(goodsReturn)
        expect(linesOf(await when.drafts([settlement]))).toEqual([])
        await when.sendsHome("3")
        expect(linesOf(await when.drafts([settlement]))).toEqual(["return_fee 1 @1.5"])
      })

      it("keep the supplier and the item until they are invoiced or waived", async () => {
        const { when, id, settlement, linesOf } = await withFee("per_unit", "1.50")
        await when.sendsHome("19")
        const last = await when.settles()
        const path = `${base}/contractors/${await id.contractor("A")}`
        const draft = await when.drafts([settlement, last])
        expect(linesOf(draft)).toEqual(["goods 1 @13.2", "return_fee 19 @1.5"])
        const feeLine = `${base}/invoices/${draft.id}/lines/${draft.lines[1]?.id}`
        expect((await admin.delete(feeLine)).status).toBe(200)
        await when.posts(draft)
        const refused = await admin.delete(path)
        expectRefusal(refused, "CONSIGNED_STOCK_PRESENT", {
          open: [{ kind: "return_fee", quantity: "19", items: [{ sku: "X", quantity: "19" }] }],
        })
        const item = `/admin/inventory-items/${await id.item("X")}`
        expect(await admin.delete(item)).toMatchObject({
          status: 400,
          data: {
            message: expect.stringMatching(/return fees of 19 units are not invoiced/) as string,
          },
        })
        const waiving = await when.drafts([last])
        await when.posts(await when.edits(waiving, 0, { unit_price: "0" }))
        expect((await admin.delete(item)).status).toBe(200)
        expect((await admin.delete(path)).status).toBe(200)
      })

      it("are part of the variance if the paper charges another fee", async () => {
        const { when, settlement } = await withFee("per_unit", "1.50")
        await when.sendsHome("4")
        const draft = await when.drafts([settlement])
        await when.edits(draft, 0, { unit_price: "13.30" })
        const edited = await when.edits(draft, 1, { unit_price: "1.125" })
        // 1 x 0.10 - 4 x 0.375
        expect(edited).toMatchObject({ amount: "17.80", variance_amount: "-1.40" })
        expect(await when.posts(draft)).toMatchObject({ variance_amount: "-1.40" })
      })

      it("are invoiced with all that is settled, even if nothing else is", async () => {
        const { when, settlement } = await withFee("per_unit", "0.335")
        await when.invoices([settlement])
        await when.sendsHome("3")
        const last = await when.settles()
        const planned = async () => {
          const { data } = await admin.get<{ planned: PlannedInvoice[] }>(
            `${base}/invoices/settled/plan`
          )
          return data.planned.filter((one) => one.contractor_id === last.contractor_id)
        }
        expect(await planned()).toMatchObject([
          { id: last.id, amount: "1.01", net_amount: "1.01", problem: null },
        ])
        const body = { ids: [last.id] }
        const { data } = await admin.post<InvoicedAll>(`${base}/invoices/settled`, body)
        expect(data).toMatchObject({
          invoices: [{ amount: "1.01", lines: [{ kind: "return_fee", quantity: "3" }] }],
          failed: [],
        })
        expect(await planned()).toEqual([])
      })

      it("are not charged for goods that are rejected on arrival", async () => {
        const { given, when, id, settlement, linesOf } = await withFee("per_unit", "1.50")
        const warehouse = `${base}/warehouses/${await id.warehouse("LOC")}`
        expect((await admin.post(warehouse, { check_on_arrival: true })).status).toBe(200)
        const receipt = await given.receipt("L3", "5", "9.95")
        const checked = await admin.post(`${base}/goods-receipts/${receipt.id}/check`, {
          lines: [
            { line_id: receipt.lines[0]?.id, accepted_quantity: "3", rejected_quantity: "2" },
          ],
        })
        expect(checked.status).toBe(200)
        await when.sendsHome("1")
        expect(linesOf(await when.drafts([settlement]))).toEqual([
          "goods 1 @13.2",
          "return_fee 1 @1.5",
        ])
      })
    })
  },
})
