import type { Invoice, InvoicePayment } from "../../src/http-contract/invoice"
import type { Payable, PayableSum } from "../../src/http-contract/payout"
import { tellOfDocuments } from "../helpers/document-verbs"
import { expectRefusal } from "../helpers/expect-refusal"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"

const base = "/admin/consignment"
const company = { legal_name: "Delicatessen Zuid", iban: "NL20INGB0001234567" }
const IBAN = "NL91ABNA0417164300"

interface Payables {
  payables: Payable[]
  sums: PayableSum[]
  payer_problems: string[]
  count: number
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin, get, post } = world

    const statusOf = async ({ id }: Invoice) =>
      (await get<{ invoice: Invoice }>(`${base}/invoices/${id}`)).invoice.status

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    /** Two invoices of one supplier, of 121.00 and 24.20. */
    const owed = async (iban: string | null = IBAN) => {
      const told = tellOfDocuments(world)
      await told.given.receipt("L", "20", "12.10")
      const invoices: Invoice[] = []
      for (const quantity of ["10", "2"]) {
        await told.when.issues(quantity)
        invoices.push(await told.when.posts(await told.when.drafts([await told.when.settles()])))
      }
      const contractorId = await told.id.contractor("A")
      await post(`${base}/contractors/${contractorId}`, { iban })
      return { contractorId, invoices, lines: invoices.map(({ id }) => ({ invoice_id: id })) }
    }

    it("lists what is owed to suppliers, and what keeps it out of a SEPA file", async () => {
      await post(`${base}/settings`, { company: { ...company, iban: null } })
      const { contractorId, invoices } = await owed(null)
      const url = `${base}/payouts`
      const listed = await get<Payables>(url, { contractor_id: contractorId })
      expect(listed).toMatchObject({
        count: 2,
        sums: [{ currency_code: "EUR", open_amount: "145.20" }],
        payer_problems: ["iban_missing"],
      })
      expect(listed.payables.map((one) => [one.number, one.open_amount, one.problems])).toEqual(
        invoices.map(({ number, gross_amount }) => [number, gross_amount, ["iban_missing"]])
      )
      await post(`${base}/contractors/${contractorId}`, { iban: IBAN })
      await post(`${base}/settings`, { company })
      const [first] = invoices
      await post(`${base}/invoices/${first?.id ?? ""}/payments`, { amount: "121.00" })
      expect(await get<Payables>(url, { contractor_id: contractorId })).toMatchObject({
        count: 1,
        payer_problems: [],
        payables: [{ iban: IBAN, open_amount: "24.20", problems: [] }],
      })
    })

    it("lists what is due until a day", async () => {
      await post(`${base}/settings`, { company: { ...company, payment_terms_days: 14 } })
      const { contractorId, invoices } = await owed()
      const dueAt = String(invoices[0]?.due_at)
      const dueUntil = async (day: string) =>
        (await get<Payables>(`${base}/payouts`, { contractor_id: contractorId, due_until: day }))
          .count
      expect(await dueUntil(dueAt.slice(0, 10))).toBe(2)
      expect(await dueUntil("2026-01-01")).toBe(0)
    })

    it("writes a SEPA credit transfer and a CSV file, and records nothing", async () => {
      await post(`${base}/settings`, { company })
      const { invoices, lines } = await owed()
      const body = { lines, execution_date: "2026-12-01" }
      const xml = await admin.post<string>(`${base}/payouts/file`, { ...body, format: "sepa" })
      expect(xml.status).toBe(200)
      for (const part of [
        "<CtrlSum>145.20</CtrlSum>",
        "<NbOfTxs>2</NbOfTxs>",
        "<Nm>Delicatessen Zuid</Nm>",
        `<IBAN>${company.iban}</IBAN>`,
        '<InstdAmt Ccy="EUR">24.20</InstdAmt>',
        `<EndToEndId>${String(invoices[1]?.number)}</EndToEndId>`,
        "<Dt>2026-12-01</Dt>",
      ]) {
        expect(xml.data).toContain(part)
      }
      const csv = await admin.post<string>(`${base}/payouts/file`, { ...body, format: "csv" })
      expect(csv.data.trim().split("\r\n")).toHaveLength(3)
      expect(csv.data).toContain(`,${IBAN},${String(invoices[0]?.number)},`)
      expect(csv.data).toContain(",2026-12-01,EUR,121.00")
      expect(await Promise.all(invoices.map(statusOf))).toEqual(["posted", "posted"])
    })

    it("refuses a SEPA file with every line that it cannot hold", async () => {
      await post(`${base}/settings`, { company: { ...company, iban: null } })
      const { lines } = await owed(null)
      const body = { lines, execution_date: "2026-12-01" }
      expectRefusal(
        await admin.post(`${base}/payouts/file`, { ...body, format: "sepa" }),
        "INVALID_DATA",
        {
          fields: [expect.objectContaining({ path: "company.iban" })],
          lines: [
            expect.objectContaining({ index: 0, reason: "iban_missing" }),
            expect.objectContaining({ index: 1, reason: "iban_missing" }),
          ],
        }
      )
      expect((await admin.post(`${base}/payouts/file`, { ...body, format: "csv" })).status).toBe(
        200
      )
    })

    it("marks invoices as paid in one step, once for a key", async () => {
      const { invoices, lines } = await owed()
      const ear = listen(world.container())
      const url = `${base}/payouts/payments`
      const body = { lines, reference: "Payout 1", method: "sepa", idempotency_key: "p" }
      const [one, two] = [await admin.post<Paid>(url, body), await admin.post<Paid>(url, body)]
      expect([one.status, two.status]).toEqual([201, 200])
      expect(two.data).toEqual(one.data)
      expect(one.data.payments).toMatchObject([
        { invoice_id: invoices[0]?.id, amount: "121.00", reference: "Payout 1", method: "sepa" },
        { invoice_id: invoices[1]?.id, amount: "24.20" },
      ])
      expect(await Promise.all(invoices.map(statusOf))).toEqual(["paid", "paid"])
      const told = ear.told().filter(({ name }) => name === "consignment.payment.recorded")
      expect(told.map(({ data }) => data.id).sort()).toEqual(
        one.data.payments.map(({ id }) => id).sort()
      )
      ear.stop()
      expectRefusal(
        await admin.post(url, { ...body, reference: "Payout 2" }),
        "IDEMPOTENCY_MISMATCH"
      )
    })

    it("pays all of the invoices or none", async () => {
      const { invoices, lines } = await owed()
      const [first, second] = lines
      const url = `${base}/payouts/payments`
      expectRefusal(
        await admin.post(url, { lines: [first, { ...second, amount: "24.21" }] }),
        "EXCEEDS_OPEN_AMOUNT",
        { lines: [expect.objectContaining({ index: 1, code: "EXCEEDS_OPEN_AMOUNT" })] }
      )
      expectRefusal(
        await admin.post(url, { lines: [first, first, { invoice_id: "coninv_x" }] }),
        "INVALID_DATA",
        { lines: [expect.objectContaining({ index: 1 }), expect.objectContaining({ index: 2 })] }
      )
      expect(await Promise.all(invoices.map(statusOf))).toEqual(["posted", "posted"])
      const paid = await Promise.all([1, 2].map(() => admin.post(url, { lines })))
      expect(paid.map(({ status }) => status).sort()).toEqual([201, 400])
      expect(await Promise.all(invoices.map(statusOf))).toEqual(["paid", "paid"])
    })
  },
})

interface Paid {
  payments: InvoicePayment[]
}
