import type { Account } from "../../src/http-contract/account"
import type { Invoice, InvoicePayment } from "../../src/http-contract/invoice"
import type { Overview } from "../../src/http-contract/overview"
import type { Settlement } from "../../src/http-contract/settlement"
import type { OpenByAge, OpenItem } from "../../src/http-contract/open-item"
import { outbound, tellOfCustomers } from "../helpers/customer-verbs"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectInvalid, expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"
const text = expect.any(String) as string

interface Paid {
  invoice: Invoice
  payment: InvoicePayment
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, get, post } = world

    const read = async ({ id }: { id: string }): Promise<Invoice> =>
      (await get<{ invoice: Invoice }>(`${base}/invoices/${id}`)).invoice
    const urlOf = ({ id }: { id: string }) => `${base}/invoices/${id}/payments`
    const pay = (invoice: Invoice, data: object) => post<Paid>(urlOf(invoice), data)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** 10 of X at 12.10 are bought. */
    const billed = async (dated?: string) => {
      const told = tellOfDocuments(world)
      await told.given.receipt("L", "20", "12.10")
      await told.when.issues("10")
      const settlement = await told.when.settles()
      const draft = await told.when.drafts([settlement])
      if (dated) await post(`${base}/invoices/${draft.id}`, { issued_at: dated })
      return { ...told, draft, settlement, invoice: await told.when.posts(draft) }
    }

    it("is paid in parts until nothing is open", async () => {
      const { invoice } = await billed()
      expect(invoice).toMatchObject({
        status: "posted",
        gross_amount: "121.00",
        paid_amount: "0.00",
        open_amount: "121.00",
        payments: [],
      })
      const first = await admin.post<Paid>(urlOf(invoice), {
        amount: "21.00",
        paid_at: "2026-11-01",
        reference: "AFS 12",
        method: "bank_transfer",
      })
      expect(first).toMatchObject({
        status: 201,
        data: {
          invoice: { status: "partly_paid", paid_amount: "21.00", open_amount: "100.00" },
          payment: {
            id: text,
            invoice_id: invoice.id,
            amount: "21.00",
            paid_at: "2026-11-01T00:00:00.000Z",
            reference: "AFS 12",
            method: "bank_transfer",
            created_by: text,
            reverses_id: null,
            reversed_by_id: null,
          },
        },
      })
      const { invoice: paid } = await pay(invoice, { amount: 100 })
      expect(paid).toMatchObject({ status: "paid", paid_amount: "121.00", open_amount: "0.00" })
      expect(paid.payments.map(({ amount }) => amount)).toEqual(["21.00", "100.00"])
      expectRefusal(await admin.post(urlOf(invoice), { amount: "0.01" }), "EXCEEDS_OPEN_AMOUNT", {
        open_amount: "0.00",
      })
      expect(await read(invoice)).toEqual(paid)
    })

    it("is filtered by how far it is paid", async () => {
      const { invoice, settlement } = await billed()
      const having = async (status: string) => {
        const { invoices } = await get<{ invoices: Invoice[] }>(`${base}/invoices`, {
          status,
          contractor_id: settlement.contractor_id,
        })
        return invoices.map(({ id }) => id)
      }
      expect(await having("posted")).toEqual([invoice.id])
      await pay(invoice, { amount: "21.00" })
      expect(await having("posted")).toEqual([])
      expect(await having("partly_paid")).toEqual([invoice.id])
      await pay(invoice, { amount: "100.00" })
      expect(await having("paid")).toEqual([invoice.id])
    })

    it("records a payment once for a key, and refuses another under it", async () => {
      const { invoice } = await billed()
      const body = { amount: "21.00", idempotency_key: "k" }
      const [one, two] = [
        await admin.post<Paid>(urlOf(invoice), body),
        await admin.post<Paid>(urlOf(invoice), body),
      ]
      expect([one.status, two.status]).toEqual([201, 200])
      expect(two.data.payment).toEqual(one.data.payment)
      expectRefusal(
        await admin.post(urlOf(invoice), { ...body, amount: "22.00" }),
        "IDEMPOTENCY_MISMATCH"
      )
      const many = await Promise.all(
        [1, 2, 3, 4].map(() => admin.post(urlOf(invoice), { amount: "50.00" }))
      )
      expect(many.map(({ status }) => status).sort()).toEqual([201, 201, 400, 400])
      expect(await read(invoice)).toMatchObject({ paid_amount: "121.00", status: "paid" })
    })

    it("reverses a payment once", async () => {
      const { invoice } = await billed()
      const { payment } = await pay(invoice, { amount: "121.00", reference: "R" })
      const url = `${urlOf(invoice)}/${payment.id}/reverse`
      const body = { idempotency_key: "r" }
      const reversed = await post<Paid>(url, body)
      expect(reversed).toMatchObject({
        invoice: { status: "posted", paid_amount: "0.00", open_amount: "121.00" },
        payment: { amount: "-121.00", reverses_id: payment.id, reference: "R" },
      })
      expect(await post<Paid>(url, body)).toEqual(reversed)
      expectRefusal(await admin.post(url, {}), "ALREADY_REVERSED")
      expectInvalid(
        await admin.post(`${urlOf(invoice)}/${reversed.payment.id}/reverse`, {}),
        "payment_id"
      )
      expect((await read(invoice)).payments).toMatchObject([
        { id: payment.id, reversed_by_id: reversed.payment.id },
        { reverses_id: payment.id },
      ])
      expectRefusal(await admin.post(`${urlOf(invoice)}/coninvp_x/reverse`, {}), "NOT_FOUND")
    })

    it("refuses what is no payment", async () => {
      const { invoice, when, settlement, draft } = await billed()
      expectInvalid(await admin.post(urlOf(invoice), {}), "amount")
      expectInvalid(await admin.post(urlOf(invoice), { amount: "0" }), "amount")
      expectInvalid(await admin.post(urlOf(invoice), { amount: "1.001" }), "amount")
      expectInvalid(
        await admin.post(urlOf(invoice), { amount: "1", paid_at: "2999-01-01" }),
        "paid_at"
      )
      expectRefusal(await admin.post(urlOf(invoice), { amount: "122.00" }), "EXCEEDS_OPEN_AMOUNT", {
        open_amount: "121.00",
      })
      expectRefusal(await admin.post(urlOf({ id: "coninv_x" }), { amount: "1" }), "NOT_FOUND")
      const note = await when.credits(invoice, { 0: "1" })
      expectInvalid(await admin.post(urlOf(note), { amount: "1" }), "id")
      const another = await when.drafts([settlement])
      expectInvalid(await admin.post(urlOf(another), { amount: "1" }), "id")
      expect(draft.status).toBe("draft")
    })

    it("takes off what is credited, and pays back what was paid too much", async () => {
      const { invoice, when } = await billed()
      await pay(invoice, { amount: "100.00" })
      const note = await when.credits(invoice, { 0: "5" })
      expect(note).toMatchObject({ status: "posted", open_amount: "0.00" })
      expect(await read(invoice)).toMatchObject({
        status: "paid",
        credited_amount: "60.50",
        open_amount: "-39.50",
      })
      expectRefusal(await admin.post(urlOf(invoice), { amount: "-39.51" }), "EXCEEDS_OPEN_AMOUNT")
      expect(await pay(invoice, { amount: "-39.50" })).toMatchObject({
        invoice: { status: "paid", paid_amount: "60.50", open_amount: "0.00" },
      })
    })

    it("lists what is open by age, the longest overdue first", async () => {
      await post(`${base}/settings`, { company: { payment_terms_days: 14 } })
      const late = await billed("2026-09-01")
      const { invoice } = late
      await pay(invoice, { amount: "21.00" })
      const { contractor_id: contractorId } = late.settlement
      interface Open {
        open_items: OpenItem[]
        by_age: OpenByAge[]
        count: number
      }
      const open = await get<Open>(`${base}/open-items`, { contractor_id: contractorId })
      const days = Math.ceil((Date.now() - Date.parse(String(invoice.due_at))) / 86_400_000)
      expect(invoice.due_at).toBe("2026-09-15T23:59:59.999Z")
      expect(open).toMatchObject({
        count: 1,
        open_items: [
          {
            invoice_id: invoice.id,
            number: invoice.number,
            status: "partly_paid",
            gross_amount: "121.00",
            open_amount: "100.00",
            days_overdue: days,
          },
        ],
        by_age: [{ direction: "inbound", currency_code: "EUR", open_amount: "100.00" }],
      })
      const [age] = open.by_age
      expect(days).toBeGreaterThanOrEqual(age?.from_days ?? Infinity)
      expect(
        await get<Open>(`${base}/open-items`, { contractor_id: contractorId, is_overdue: "false" })
      ).toMatchObject({ count: 0, open_items: [] })
      await pay(invoice, { amount: "100.00" })
      expect(await get<Open>(`${base}/open-items`, { contractor_id: contractorId })).toMatchObject({
        count: 0,
        by_age: [],
      })
    })

    describe("an account", () => {
      const accountsOf = async (contractorId: string | string[]): Promise<Account[]> =>
        (await get<{ accounts: Account[] }>(`${base}/accounts`, { contractor_id: contractorId }))
          .accounts

      it("tells stock, what was sold, what is to be invoiced, owed and overdue", async () => {
        await post(`${base}/settings`, { company: { payment_terms_days: 14 } })
        const { given, when, id: ids } = tellOfDocuments(world)
        await given.receipt("L", "20", "12.10")
        const contractorId = await ids.contractor("A")
        const nothing = {
          contractor_id: contractorId,
          direction: "inbound",
          currency_code: "EUR",
          stock_quantity: "20",
          stock_value: "242.00",
          unsettled_quantity: "0",
          unsettled_value: "0.00",
          to_invoice_amount: "0.00",
          open_amount: "0.00",
          overdue_amount: "0.00",
          days_overdue: 0,
          last_settlement: null,
        }
        expect(await accountsOf(contractorId)).toEqual([nothing])
        await when.issues("10")
        const left = { ...nothing, stock_quantity: "10", stock_value: "121.00" }
        expect(await accountsOf(contractorId)).toEqual([
          { ...left, unsettled_quantity: "10", unsettled_value: "121.00" },
        ])
        const { id, number, cut_off } = await when.settles()
        const settled = { ...left, last_settlement: { id, number, cut_off } }
        expect(await accountsOf(contractorId)).toEqual([
          { ...settled, to_invoice_amount: "121.00" },
        ])
        const draft = await when.drafts([{ id } as Settlement])
        await post(`${base}/invoices/${draft.id}`, { issued_at: "2026-09-01" })
        const invoice = await when.posts(draft)
        await pay(invoice, { amount: "21.00" })
        const days = Math.ceil((Date.now() - Date.parse(String(invoice.due_at))) / 86_400_000)
        expect(await accountsOf([contractorId, "concon_none"])).toEqual([
          { ...settled, open_amount: "100.00", overdue_amount: "100.00", days_overdue: days },
        ])
      })

      it("invoices the oldest lots first, as an invoice does, and rounds each cost once", async () => {
        const { given, when, id: ids } = tellOfDocuments(world)
        await given.receipt("L1", "3", "0.335")
        await given.receipt("L2", "10", "0.115")
        const contractorId = await ids.contractor("A")
        await when.issues("5")
        expect(await accountsOf(contractorId)).toMatchObject([{ unsettled_value: "1.24" }])
        const settlement = await when.settles()
        expect(settlement).toMatchObject({ amount: "1.24" })
        const draft = await when.drafts([settlement])
        expect(draft.amount).toBe("1.24")
        expect(await accountsOf(contractorId)).toMatchObject([{ to_invoice_amount: "1.24" }])
      })

      it("needs a partner", async () => {
        expectInvalid(await admin.get(`${base}/accounts`), "contractor_id")
      })
    })

    describe("a settlement", () => {
      const settlementOf = async ({ id }: Settlement): Promise<Settlement> =>
        (await get<{ settlement: Settlement }>(`${base}/settlements/${id}`)).settlement
      const toInvoice = async () =>
        (await get<{ overview: Overview }>(`${base}/overview`)).overview.to_invoice.map(
          ({ settlement_id, amount }) => [settlement_id, amount]
        )

      it("is closed, then invoiced, then paid, and tells its invoices", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "12.10")
        await when.issues("10")
        expect(await when.previews()).toMatchObject({ state: "open", invoices: [] })
        const settlement = await when.settles()
        expect(settlement).toMatchObject({ state: "closed", invoices: [] })
        expect(await toInvoice()).toContainEqual([settlement.id, "121.00"])

        const draft = await when.drafts([settlement])
        expect(await settlementOf(settlement)).toMatchObject({
          state: "closed",
          invoices: [{ id: draft.id, number: null, status: "draft" }],
        })
        expect((await toInvoice()).flat()).not.toContain(settlement.id)

        const invoice = await when.posts(draft)
        expect(await settlementOf(settlement)).toMatchObject({
          state: "invoiced",
          invoices: [
            {
              id: invoice.id,
              number: invoice.number,
              kind: "supplier",
              status: "posted",
              gross_amount: "121.00",
              open_amount: "121.00",
            },
          ],
        })
        await pay(invoice, { amount: "121.00" })
        expect(await settlementOf(settlement)).toMatchObject({
          state: "paid",
          invoices: [{ status: "paid", open_amount: "0.00" }],
        })
        expect((await toInvoice()).flat()).not.toContain(settlement.id)
      })

      it("is invoiced with a later one of its account, and not by one that was credited in full", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "10.00")
        await when.issues("4")
        const first = await when.settles()
        await when.issues("5")
        const second = await when.settles()
        expect(await toInvoice()).toContainEqual([second.id, "90.00"])
        const invoice = await when.invoices([second])
        expect(invoice).toMatchObject({ gross_amount: "90.00" })
        for (const settlement of [first, second]) {
          expect(await settlementOf(settlement)).toMatchObject({
            state: "invoiced",
            invoices: [{ id: invoice.id }],
          })
        }
        await when.credits(invoice, { 0: "9" })
        expect(await settlementOf(second)).toMatchObject({
          state: "closed",
          invoices: [{ id: invoice.id, open_amount: "0.00" }],
        })
        expect(await toInvoice()).toContainEqual([second.id, "90.00"])
      })

      it("tells what a draft's prices differ by while it is edited", async () => {
        const { given, when } = tellOfDocuments(world)
        await given.receipt("L", "20", "10.00")
        await when.issues("4")
        const draft = await when.drafts([await when.settles()])
        expect(draft).toMatchObject({ amount: "40.00", variance_amount: "0.00" })
        expect(await when.edits(draft, 0, { unit_price: "12.50" })).toMatchObject({
          amount: "50.00",
          variance_amount: "10.00",
        })
      })
    })

    it("follows the payments of the order that a sales invoice is", async () => {
      const { given, when, id } = tellOfCustomers(world)
      await given.own("100", { at: "OWN" })
      await when.delivers("L", "20", "25.00")
      await post("/admin/regions", {
        name: "NL",
        currency_code: "eur",
        countries: ["nl"],
        payment_providers: ["pp_system_default"],
      })
      const customer = await world.given.customer()
      await post(`${base}/contractors/${await id.contractor("K")}`, { customer_id: customer.id })
      await when.sells("4")
      const invoice = await when.invoices([await when.settles(outbound)], {
        contractor: "K",
        kind: "sales",
      })
      expect(invoice).toMatchObject({ gross_amount: "100.00", order_id: text })
      const { payment_collection: collection } = await post<{ payment_collection: { id: string } }>(
        "/admin/payment-collections",
        { order_id: invoice.order_id, amount: 100 }
      )
      await post(`/admin/payment-collections/${collection.id}/mark-as-paid`, {
        order_id: invoice.order_id,
      })
      const eventually = async (expected: object): Promise<Invoice> => {
        for (let tries = 0; tries < 50; tries += 1) {
          const found = await read(invoice)
          if (found.status === (expected as Invoice).status) return found
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        return await read(invoice)
      }
      expect(await eventually({ status: "paid" })).toMatchObject({
        status: "paid",
        paid_amount: "100.00",
        payments: [{ amount: "100.00", method: "pp_system_default" }],
      })
      const { order } = await get<{
        order: { payment_collections: { payments: { id: string }[] }[] }
      }>(`/admin/orders/${invoice.order_id}`, { fields: "*payment_collections.payments" })
      const [payment] = order.payment_collections.flatMap(({ payments }) => payments)
      await when.credits(invoice, { 0: "1" })
      await post(`/admin/payments/${payment?.id}/refund`, { amount: 25 })
      for (let tries = 0; tries < 50 && (await read(invoice)).payments.length < 2; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      expect(await read(invoice)).toMatchObject({
        status: "paid",
        paid_amount: "75.00",
        credited_amount: "25.00",
        open_amount: "0.00",
      })
    })
  },
})
