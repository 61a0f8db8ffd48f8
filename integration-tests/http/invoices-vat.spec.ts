import type { Agreement } from "../../src/http-contract/agreement"
import type { Invoice } from "../../src/http-contract/invoice"
import { pagesOf } from "../../src/paper/__tests__/reading"
import { outbound, tellOfCustomers } from "../helpers/customer-verbs"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string
const sales = { contractor: "K", kind: "sales" } as const

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, get, post } = world

    const read = async (invoice: Invoice): Promise<Invoice> =>
      (await get<{ invoice: Invoice }>(`${base}/invoices/${invoice.id}`)).invoice

    const company = {
      legal_name: "Winkel & Zoon B.V.",
      address: {
        address_1: "Oudegracht 1",
        postal_code: "3511 AA",
        city: "Utrecht",
        country_code: "NL",
      },
      tax_id: "NL001234567B01",
      payment_terms_days: 30,
    }
    const setUpVat = () => post(`${base}/settings`, { company })

    const taxRegion = (country: string, rate: number | null) =>
      post("/admin/tax-regions", {
        country_code: country,
        provider_id: "tp_system",
        ...(rate === null ? {} : { default_tax_rate: { name: "VAT", code: "vat", rate } }),
      })

    const agreementOf = async (contractorId: string) => {
      const { agreements } = await get<{ agreements: Agreement[] }>(`${base}/agreements`, {
        contractor_id: contractorId,
      })
      return agreements[0] as Agreement
    }
    const agree = async (contractorId: string, terms: object) =>
      await post<{ agreement: Agreement }>(
        `${base}/agreements/${(await agreementOf(contractorId)).id}`,
        terms
      )

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** 7 of X and 3 of Y are sold and settled: 52.50 and 9.99. */
    const bought = async (kind: "supplier" | "self_billed" = "supplier") => {
      const told = tellOfDocuments(world)
      await told.given.receipt("L1", "10", "7.50", { item: "X" })
      await told.given.receipt("L2", "10", "3.33", { item: "Y" })
      await told.when.issues({ X: "7", Y: "3" })
      const settlement = await told.when.settles()
      const draft = await told.when.drafts([settlement], { kind })
      return { ...told, settlement, draft, contractorId: settlement.contractor_id }
    }

    describe("a store without a VAT id", () => {
      it("posts as ever: gross is net, and no tax is told", async () => {
        const { when, draft } = await bought()
        const nothing = {
          amount: "62.49",
          net_amount: "62.49",
          tax_amount: "0.00",
          gross_amount: "62.49",
          tax_lines: [],
          due_at: null,
          problems: [],
        }
        expect(draft).toMatchObject({ ...nothing, status: "draft", parties: null })
        expect(await when.posts(draft)).toMatchObject({
          ...nothing,
          status: "posted",
          lines: [{ tax_rate: null, tax_category: null }, { tax_rate: null }],
        })
      })

      it("takes a rate that the agreement has", async () => {
        const { when, draft, contractorId } = await bought()
        await agree(contractorId, { vat_rate: "9" })
        // 62.49 × 9 % = 5.6241
        const taxed = {
          net_amount: "62.49",
          tax_amount: "5.62",
          gross_amount: "68.11",
          tax_lines: [{ rate: "9", category: "S", net_amount: "62.49", tax_amount: "5.62" }],
        }
        expect(await read(draft)).toMatchObject(taxed)
        expect(await when.posts(draft)).toMatchObject({ ...taxed, amount: "62.49" })
      })
    })

    describe("a store with a VAT id", () => {
      it("names each line without a rate and the place to enter it, and posts none of it", async () => {
        const { draft, contractorId } = await bought()
        await setUpVat()
        const agreement = await agreementOf(contractorId)
        const place = { contractor_id: contractorId, agreement_id: agreement.id }
        expect(await read(draft)).toMatchObject({
          problems: [
            {
              code: "VAT_RATE_MISSING",
              line_ids: draft.lines.map(({ id }) => id),
              place,
              message: text,
            },
          ],
        })
        const refused = await admin.post(`${base}/invoices/${draft.id}/post`, {})
        expectRefusal(refused, "VAT_RATE_MISSING", {
          place,
          lines: draft.lines.map(
            ({ id, sku }, index) =>
              expect.objectContaining({
                ...{ index, code: "VAT_RATE_MISSING", line_id: id, sku },
              }) as object
          ),
        })
        expect(await read(draft)).toMatchObject({ status: "draft", number: null })
        await agree(contractorId, { vat_rate: "21" })
        expect(await read(draft)).toMatchObject({ problems: [], tax_amount: "13.12" })
      })

      it("takes the rates of its own country for a supplier with a VAT id there", async () => {
        await setUpVat()
        await taxRegion("nl", 21)
        const { when, draft, contractorId } = await bought("self_billed")
        await agree(contractorId, { vat_rate: "9" })
        expect(await read(draft)).toMatchObject({ tax_lines: [{ rate: "9" }] })
        await post(`${base}/contractors/${contractorId}`, {
          country_code: "nl",
          tax_id: "NL009876543B01",
        })
        // 62.49 × 21 % = 13.1229
        expect(await when.posts(draft)).toMatchObject({
          lines: [
            { tax_rate: "21", tax_category: "S" },
            { tax_rate: "21", tax_category: "S" },
          ],
          tax_lines: [{ rate: "21", category: "S", net_amount: "62.49", tax_amount: "13.12" }],
          gross_amount: "75.61",
        })
      })

      it("reverses the charge where the agreement says so, and prints it", async () => {
        await setUpVat()
        const { when, draft, contractorId } = await bought("self_billed")
        await agree(contractorId, { vat_category: "AE" })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({
          tax_lines: [{ rate: "0", category: "AE", net_amount: "62.49", tax_amount: "0.00" }],
          gross_amount: "62.49",
        })
        const { data } = await admin.download(`${base}/invoices/${invoice.id}/document`)
        expect((await pagesOf(data)).join("\n")).toContain("Reverse charge 62.49 0.00 62.49")
      })

      it("refuses an agreement whose rate and case of VAT disagree", async () => {
        const { contractorId } = await bought()
        const { id } = await agreementOf(contractorId)
        const url = `${base}/agreements/${id}`
        expectInvalid(await admin.post(url, { vat_rate: "21", vat_category: "AE" }), "vat_rate")
        expectInvalid(await admin.post(url, { vat_rate: "101" }), "vat_rate")
        expectInvalid(await admin.post(url, { vat_category: "X" }), "vat_category")
      })

      it("prints both parties as they were when it was posted, and when it is due", async () => {
        await setUpVat()
        const { when, draft, contractorId } = await bought()
        await agree(contractorId, { vat_rate: "21" })
        await post(`${base}/contractors/${contractorId}`, { iban: "NL91ABNA0417164300" })
        const invoice = await when.posts(draft)
        const days = Date.parse(String(invoice.due_at)) - Date.parse(invoice.issued_at)
        expect(Math.floor(days / 86_400_000)).toBe(30)
        await post(`${base}/contractors/${contractorId}`, { iban: null, payment_terms_days: 14 })
        await post(`${base}/settings`, { company: { legal_name: "Another" } })
        const later = await read(invoice)
        expect(later.due_at).toBe(invoice.due_at)
        expect(later.parties).toMatchObject({
          company: { legal_name: company.legal_name, tax_id: company.tax_id },
          contractor: { iban: "NL91ABNA0417164300" },
        })
        const { data } = await admin.download(`${base}/invoices/${invoice.id}/document`)
        const page = (await pagesOf(data)).join("\n")
        for (const printed of [
          "Buyer\nWinkel & Zoon B.V.\nOudegracht 1\n3511 AA Utrecht\nNetherlands",
          "IBAN: NL91 ABNA 0417 1643 00",
          `Payment reference ${invoice.number}`,
          "Due on ",
          "21 % 62.49 13.12 75.61",
        ]) {
          expect(page).toContain(printed)
        }
        expect(page).not.toContain("Another")
      })

      it("credits the tax of what is credited, and with the rest all that is left of it", async () => {
        await setUpVat()
        const { when, draft, contractorId } = await bought()
        await agree(contractorId, { vat_rate: "21" })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({ tax_amount: "13.12" })
        // 17.49 × 21 % = 3.67, 37.50 × 21 % = 7.88, and of the rest 13.12 − 3.67 − 7.88.
        const credits = [
          await when.credits(invoice, { 0: "1", 1: "3" }),
          await when.credits(invoice, { 0: "5" }),
          await when.credits(invoice, { 0: "1" }),
        ]
        expect(
          credits.map(({ net_amount, tax_amount, gross_amount }) => [
            net_amount,
            tax_amount,
            gross_amount,
          ])
        ).toEqual([
          ["17.49", "3.67", "21.16"],
          ["37.50", "7.88", "45.38"],
          ["7.50", "1.57", "9.07"],
        ])
        expect(credits[2]).toMatchObject({
          lines: [{ tax_rate: "21", tax_category: "S" }],
          due_at: null,
        })
      })
    })

    describe("a sales invoice", () => {
      interface Order {
        metadata: Record<string, unknown>
        subtotal: number
        tax_total: number
        total: number
        summary: { current_order_total: number; pending_difference: number }
      }
      const orderOf = async ({ order_id: id }: Invoice): Promise<Order> =>
        (
          await get<{ order: Order }>(`/admin/orders/${id}`, {
            fields: "metadata,subtotal,tax_total,total,*summary",
          })
        ).order

      const sold = async (quantity: string, price: string, address?: object) => {
        const told = tellOfCustomers(world)
        await told.given.own("100", { at: "OWN" })
        await told.when.delivers("L", "50", price)
        await post("/admin/regions", { name: "NL", currency_code: "eur", countries: ["nl"] })
        const customer = await world.given.customer()
        if (address) await post(`/admin/customers/${customer.id}/addresses`, address)
        const contractorId = await told.id.contractor("K")
        await post(`${base}/contractors/${contractorId}`, { customer_id: customer.id })
        await told.when.sells(quantity)
        const settlement = await told.when.settles(outbound)
        return { ...told, contractorId, draft: await told.when.drafts([settlement], sales) }
      }
      const inUtrecht = {
        first_name: "Kees",
        last_name: "Kok",
        address_1: "Kade 1",
        postal_code: "3511 AB",
        city: "Utrecht",
        country_code: "nl",
        is_default_shipping: true,
      }

      it.each([
        ["whole cents", "7", "25.00", "175.00", "36.75", "211.75"],
        ["tax between two cents", "3", "3.35", "10.05", "2.11", "12.16"],
        ["net between two cents", "3", "3.3333", "10.00", "2.10", "12.10"],
        ["both", "7", "1.4327", "10.03", "2.11", "12.14"],
      ])("agrees with its order to the cent: %s", async (_, quantity, price, net, tax, gross) => {
        await setUpVat()
        await taxRegion("nl", 21)
        const { when, draft } = await sold(quantity, price, inUtrecht)
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({
          net_amount: net,
          tax_amount: tax,
          gross_amount: gross,
          tax_lines: [{ rate: "21", category: "S" }],
        })
        const order = await orderOf(invoice)
        // The host drops what is less than a hundredth of a cent.
        expect(order.total).toBeCloseTo(Number(gross), 3)
        expect(order.tax_total).toBeCloseTo(Number(tax), 1)
        expect(order.metadata).toEqual({
          consignment_document: "invoice",
          consignment_invoice_id: invoice.id,
        })
        expect(order.summary.current_order_total).toBeCloseTo(Number(gross), 3)
      })

      it("gives its order the agreement's rate where no tax region tells one", async () => {
        await setUpVat()
        const { when, draft, contractorId } = await sold("7", "25.00", inUtrecht)
        await agree(contractorId, { vat_rate: "9" })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({ tax_amount: "15.75", gross_amount: "190.75" })
        expect(await orderOf(invoice)).toMatchObject({
          subtotal: 175,
          tax_total: 15.75,
          total: 190.75,
          summary: { current_order_total: 190.75 },
        })
      })

      it("takes the tax of a tax region off its order where the agreement exempts it", async () => {
        await setUpVat()
        await taxRegion("nl", 21)
        const { when, draft, contractorId } = await sold("7", "25.00", inUtrecht)
        await agree(contractorId, { vat_category: "E" })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({ gross_amount: "175.00", tax_lines: [{ category: "E" }] })
        expect(await orderOf(invoice)).toMatchObject({ tax_total: 0, total: 175 })
      })

      it("is refused for a customer without an address where tax is to be charged", async () => {
        await taxRegion("nl", 21)
        const { draft, contractorId, when } = await sold("7", "25.00")
        expect(await read(draft)).toMatchObject({
          problems: [{ code: "ADDRESS_MISSING", place: { contractor_id: contractorId } }],
        })
        const url = `${base}/invoices/${draft.id}/post`
        expectRefusal(await admin.post(url, {}), "ADDRESS_MISSING")
        expect(await get("/admin/orders")).toMatchObject({ count: 0 })
        await post(`${base}/contractors/${contractorId}`, {
          address: { address_1: "Kade 1", city: "Utrecht", country_code: "nl" },
        })
        const invoice = await when.posts(draft)
        expect(invoice).toMatchObject({ gross_amount: "211.75" })
        expect(await orderOf(invoice)).toMatchObject({ total: 211.75 })
      })

      it("needs no address in a store that charges no tax", async () => {
        const { draft, when } = await sold("7", "25.00")
        const invoice = await when.posts(draft)
        expect(await orderOf(invoice)).toMatchObject({ tax_total: 0, total: 175 })
      })
    })

    it("lists drafts with the tax they will have", async () => {
      const { draft, contractorId } = await bought()
      await agree(contractorId, { vat_rate: "9" })
      const { invoices } = await get<{ invoices: Invoice[] }>(`${base}/invoices`, {
        contractor_id: contractorId,
      })
      expect(invoices).toMatchObject([{ id: draft.id, gross_amount: "68.11" }])
    })
  },
})
