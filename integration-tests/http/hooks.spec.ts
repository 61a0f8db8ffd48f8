import { setTimeout } from "node:timers/promises"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import * as workflows from "../../src/workflows"
import { outbound, tellOfCustomers } from "../helpers/customer-verbs"
import { handleHook } from "../helpers/handle-hook"
import { createHookedRequests, type HookedRequest } from "../helpers/hooked-requests"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"

const base = "/admin/consignment"

const masterData = [
  "agreement",
  "contractor",
  "contractor_item",
  "import_exception",
  "settings",
  "warehouse",
  "warehouse_item",
]

type Handler = (input: Record<string, unknown>) => Promise<void>

/** Handlers of other developers on every hook; the one that is named refuses. */
let refusing: string | null = null
const calls: string[] = []
const hooks = Object.values(workflows).flatMap((workflow) =>
  Object.entries((workflow as { hooks?: Record<string, (handler: Handler) => void> }).hooks ?? {})
)
for (const [name, hook] of hooks) {
  handleHook(hook, async () => {
    calls.push(name)
    if (refusing === name) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "The hook refuses.")
  })
}

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world
    const { tell, names, prepare } = createHookedRequests(world)

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())
    afterEach(() => {
      refusing = null
    })

    /** Everything that counts: what is undone by a reversal leaves its papers, and nothing else. */
    const readState = async () => {
      const connection = world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const statements = {
        documents: `select id, type, status, received_at from consignment_document
          where status <> 'reversed' and type <> 'reversal' order by id`,
        arrived: `select id, received_quantity from consignment_document_line
          where received_quantity is not null order by id`,
        lots: `select contractor_id, stock_location_id, inventory_item_id, unit_cost, sum(quantity_remaining),
            sum(quantity_invoiced), sum(quantity_prepaid)
          from consignment_lot group by 1, 2, 3, 4 having sum(quantity_remaining) <> 0 order by 1, 2, 3, 4`,
        balances: `select * from consignment_account_item
          where settled <> 0 or invoiced <> 0 order by contractor_id, direction`,
        accounts: `select * from consignment_account where last_cut_off is not null order by contractor_id, direction, last_cut_off`,
        settlements: `select id from consignment_settlement where status = 'closed' order by id`,
        invoices: `select id, kind, status, number, amount, order_id from consignment_invoice order by id`,
        payments: `select id, invoice_id, amount from consignment_invoice_payment order by id`,
        levels: `select id, stocked_quantity, reserved_quantity from inventory_level
          where stocked_quantity <> 0 order by id`,
        hires: `select id, hire_until, ended_quantity from consignment_document_line
          where terms = 'hire' order by id`,
        loans: `select id, number from consignment_loan order by id`,
        lent: `select * from consignment_loan_allocation order by id`,
        orders: `select id from "order" where deleted_at is null order by id`,
        letters: `select template, "to" from notification order by id`,
        notices: `select key from consignment_notice order by key`,
        cards: `select to_jsonb(card) - 'updated_at' as data from consignment_item_card card
          order by card.inventory_item_id`,
        ...Object.fromEntries(
          masterData.map((name) => [
            name,
            `select to_jsonb(row) - 'updated_at' as data from consignment_${name} row
             where row.deleted_at is null order by row.id`,
          ])
        ),
      }
      const rows = await Promise.all(
        Object.values(statements).map((statement) => connection.raw<{ rows: unknown[] }>(statement))
      )
      return Object.fromEntries(
        Object.keys(statements).map((name, index) => [name, rows[index]?.rows])
      )
    }

    interface OutboxRow {
      event_id: string
      name: string
      data: { id: string }
    }

    const readOutbox = async (): Promise<OutboxRow[]> => {
      const connection = world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const { rows } = await connection.raw<{ rows: OutboxRow[] }>(
        `select event_id, name, data from consignment_outbox order by created_at`
      )
      return rows
    }

    it("of every workflow is tried here", () => {
      expect([...names].sort()).toEqual(hooks.map(([name]) => name).sort())
    })

    it.each(names)("%s refuses all of a request, and runs once for a key", async (name) => {
      const told = await tell()
      const { hasKey, send } = await prepare(name, told)
      const before = await readState()
      const announced = new Set((await readOutbox()).map((row) => row.event_id))
      refusing = name
      const refused = await send("k")
      expect(refused).toMatchObject({ status: 400, data: { message: "The hook refuses." } })
      expect(await readState()).toEqual(before)
      expect((await readOutbox()).filter((row) => !announced.has(row.event_id))).toEqual([])

      refusing = null
      calls.length = 0
      const answers = await Promise.all(hasKey ? [send("k"), send("k")] : [send()])
      for (const { status } of answers) expect([200, 201]).toContain(status)
      expect(calls.filter((call) => call === name)).toEqual([name])
      if (!hasKey) return
      const after = await readState()
      calls.length = 0
      expect((await send("k")).status).toBe(200)
      expect(calls).toEqual([])
      expect(await readState()).toEqual(after)
    })

    it("refuses a sales invoice before it is posted, and its order goes", async () => {
      const told = await tell()
      const customer = await world.given.customer()
      const contractorId = await told.id.contractor("K")
      await admin.post(`${base}/contractors/${contractorId}`, { customer_id: customer.id })
      await admin.post("/admin/regions", { name: "Europe", currency_code: "eur" })
      await told.when.delivers("D", "5", "25.00")
      await told.when.sells("2")
      const settlement = await told.when.settles(outbound)
      const draft = await told.when.drafts([settlement], { contractor: "K", kind: "sales" })
      const before = await readState()
      refusing = "invoicePosted"
      const url = `${base}/invoices/${draft.id}/post`
      expect((await admin.post(url)).status).toBe(400)
      expect(await readState()).toEqual(before)
      refusing = null
      const { data } = await admin.post<{ invoice: { order_id: string | null } }>(url)
      expect(data.invoice.order_id).toEqual(expect.any(String))
    })

    describe("an event", () => {
      const emptied = async () => {
        for (let pause = 0; pause < 100 && (await readOutbox()).length > 0; pause += 1) {
          await setTimeout(50)
        }
        return await readOutbox()
      }

      const comeDue = async () => {
        const connection = world.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await connection.raw(`update consignment_outbox set due_at = now()`)
      }

      const announceMissed = async () => {
        const { result } = await workflows.announceMissedWorkflow(world.container()).run()
        return result.announced
      }

      /** A crash after the commit: nothing reaches the event bus. */
      const withoutEvents = async <T>(work: () => Promise<T>): Promise<T> => {
        const bus = world.container().resolve(Modules.EVENT_BUS)
        const emit = jest.spyOn(bus, "emit").mockResolvedValue()
        return await work().finally(() => {
          emit.mockRestore()
        })
      }

      it("is written with what it tells of, told at once, and written off when it is received", async () => {
        const ear = listen(world.container())
        const { when } = await tell()
        const issue = await when.issues("3")
        await when.reverses(issue)
        expect(await emptied()).toEqual([])
        // On a slow machine the job tells again what was written before this test.
        const told = ear.told().filter(({ data }) => data.id === issue.id)
        expect(told).toMatchObject([
          {
            name: "consignment.goods-issue.posted",
            data: { id: issue.id, event_id: `consignment.goods-issue.posted:${issue.id}` },
          },
          { name: "consignment.reversal.posted" },
        ])
        ear.stop()
      })

      it("of a loan, its return and the change of a hire is told by the job after a crash, too", async () => {
        const hires = ["loanPosted", "loanReturned", "hireEnded", "hireExtended"]
        const told = await tell()
        const sent: HookedRequest["send"][] = []
        for (const name of hires) sent.push((await prepare(name, told)).send)
        await emptied()
        await withoutEvents(async () => {
          for (const send of sent) expect((await send()).status).toBeLessThan(300)
        })
        const waiting = (await readOutbox()).filter(({ name }) => /loan|hire/.test(name))
        expect(waiting.map(({ name }) => name)).toEqual([
          "consignment.loan.posted",
          "consignment.loan.returned",
          "consignment.delivery.hire-changed",
          "consignment.delivery.hire-changed",
        ])
        expect(new Set(waiting.map((row) => row.event_id)).size).toBe(4)
        await comeDue()
        const ear = listen(world.container())
        await announceMissed()
        expect(await emptied()).toEqual([])
        const ids = ear.told().flatMap(({ data }) => data.event_id ?? [])
        expect(ids).toEqual(expect.arrayContaining(waiting.map((row) => row.event_id)))
        ear.stop()
      })

      it("is told by the job after a crash, with the id it would have had", async () => {
        const { when, given } = tellOfCustomers(world, {
          warehouses: { LOC: { notification_email: "shop@example.com" } },
        })
        const lost = await withoutEvents(async () => {
          const receipt = await given.receipt("L", "20", "7.50")
          const issue = await when.issues("8")
          const settlement = await when.settles()
          const invoice = await when.posts(await when.drafts([settlement]))
          const creditNote = await when.credits(invoice, { 0: "2" })
          const reversed = await when.issues("1")
          await when.reverses(reversed)
          const cancelled = await when.settles()
          await when.cancels(cancelled)
          return { receipt, issue, settlement, invoice, creditNote, reversed, cancelled }
        })
        const waiting = await readOutbox()
        expect(waiting.map(({ name, data }) => `${name} ${data.id}`).sort()).toEqual(
          [
            `consignment.goods-receipt.posted ${lost.receipt.id}`,
            `consignment.goods-issue.posted ${lost.issue.id}`,
            `consignment.settlement.closed ${lost.settlement.id}`,
            `consignment.invoice.posted ${lost.invoice.id}`,
            `consignment.invoice.credited ${lost.creditNote.id}`,
            `consignment.goods-issue.posted ${lost.reversed.id}`,
            `consignment.reversal.posted ${lost.reversed.id}`,
            `consignment.settlement.closed ${lost.cancelled.id}`,
            `consignment.settlement.cancelled ${lost.cancelled.id}`,
          ].sort()
        )
        expect(await announceMissed()).toBe(0)

        await comeDue()
        const ear = listen(world.container())
        const counts = await Promise.all([announceMissed(), announceMissed()])
        expect(counts.reduce((sum, count) => sum + count)).toBe(waiting.length)
        expect(await emptied()).toEqual([])
        const ids = ear.told().flatMap(({ data }) => data.event_id ?? [])
        expect(ids.sort()).toEqual(waiting.map((row) => row.event_id).sort())
        ear.stop()
        const letters = await world
          .container()
          .resolve(Modules.NOTIFICATION)
          .listNotifications({ template: "consignment-goods-received" })
        expect(letters).toHaveLength(1)
        await comeDue()
        expect(await announceMissed()).toBe(0)
      })
    })
  },
})
