import type {
  InvoicedAll,
  PlannedInvoice,
  PlannedSettlement,
  SettledAll,
} from "../../src/http-contract/batch"
import type { Invoice } from "../../src/http-contract/invoice"
import { tellOfDocuments } from "../helpers/document-verbs"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"

const base = "/admin/consignment"

const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { get, post } = world

    const planDue = async () =>
      (await get<{ planned: PlannedSettlement[] }>(`${base}/settlements/due/plan`)).planned
    const planInvoices = async () =>
      (await get<{ planned: PlannedInvoice[] }>(`${base}/invoices/settled/plan`)).planned

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())

    it("settles all that is due, and invoices all that is settled", async () => {
      const told = tellOfDocuments(world, {
        terms: { valid_from: daysAgo(10), settlement_every: { unit: "week", count: 1 } },
      })
      await told.given.receipt("L", "20", "12.10", { dated: daysAgo(9) })
      await told.when.issues("10", { dated: daysAgo(8) })
      const contractorId = await told.id.contractor("A")
      const mine = <One extends { contractor_id: string | null }>(all: One[]) =>
        all.filter((one) => one.contractor_id === contractorId)

      const [due, ...others] = mine(await planDue())
      expect(others).toEqual([])
      expect(due).toMatchObject({ amount: "121.00", problem: null })
      expect(mine(await planDue())).toEqual([due])

      const settled = await post<SettledAll>(`${base}/settlements/due`)
      const [settlement] = mine(settled.settlements)
      expect(settlement).toMatchObject({ amount: "121.00", state: "closed" })
      expect(mine(settled.failed)).toEqual([])
      expect(await post<SettledAll>(`${base}/settlements/due`, { ids: [due?.id] })).toMatchObject({
        settlements: [],
        failed: [{ id: due?.id, code: "NOT_FOUND" }],
      })

      const [planned] = mine(await planInvoices())
      expect(planned).toMatchObject({
        id: settlement?.id,
        kind: "self_billed",
        net_amount: "121.00",
        gross_amount: "121.00",
        problem: null,
      })
      const invoiced = await post<InvoicedAll>(`${base}/invoices/settled`)
      expect(mine(invoiced.invoices)).toMatchObject([
        { status: "posted", gross_amount: "121.00", settlement_ids: [settlement?.id] },
      ])
      expect(mine(await planInvoices())).toEqual([])
      expect(mine((await post<InvoicedAll>(`${base}/invoices/settled`)).invoices)).toEqual([])
    })

    it("tells what keeps an invoice from being posted, and keeps nothing of it", async () => {
      const told = tellOfDocuments(world)
      await told.given.receipt("L", "20", "12.10")
      await told.when.issues("10")
      const settlement = await told.when.settles()
      await post(`${base}/settings`, { company: { tax_id: "NL001234567B01" } })
      const problem = { code: "VAT_RATE_MISSING" }
      expect((await planInvoices()).filter(({ id }) => id === settlement.id)).toMatchObject([
        { gross_amount: "121.00", problem },
      ])
      const body = { ids: [settlement.id] }
      expect(await post<InvoicedAll>(`${base}/invoices/settled`, body)).toMatchObject({
        invoices: [],
        failed: [{ id: settlement.id, contractor_id: settlement.contractor_id, ...problem }],
      })
      const { invoices } = await get<{ invoices: Invoice[] }>(`${base}/invoices`, {
        contractor_id: settlement.contractor_id,
      })
      expect(invoices).toEqual([])
      await post(`${base}/settings`, { company: { tax_id: null } })
      expect((await post<InvoicedAll>(`${base}/invoices/settled`, body)).invoices).toHaveLength(1)
    })
  },
})
