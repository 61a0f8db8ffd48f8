import { setTimeout } from "node:timers/promises"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import * as workflows from "../../src/workflows"
import { outbound, tellOfCustomers } from "../helpers/customer-verbs"
import { handleHook } from "../helpers/handle-hook"
import { medusaIntegrationTestRunner } from "../helpers/host"
import { createLedgerWorld } from "../helpers/ledger-world"
import { listen } from "../helpers/listen"

const base = "/admin/consignment"

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

/** Hooks of master data and of jobs, whose workflows post nothing; their undo is told where they are told of. */
const toldElsewhere = [
  "agreementCreated",
  "agreementDeleted",
  "agreementUpdated",
  "contractorCreated",
  "contractorDeleted",
  "contractorItemUnmarked",
  "contractorItemsMarked",
  "contractorUpdated",
  "customersReminded",
  "importExceptionDismissed",
  "importExceptionsReplaced",
  "settingsUpdated",
  "settlementsDue",
  "warehouseCreated",
  "warehouseDeleted",
  "warehouseItemRemoved",
  "warehouseItemsSet",
  "warehouseUpdated",
]

medusaIntegrationTestRunner({
  testSuite: (suite) => {
    const world = createLedgerWorld(suite)
    const { admin } = world

    beforeAll(() => world.open())
    afterEach(() => world.expectLawsToHold())
    afterEach(() => {
      refusing = null
    })

    const tell = async () => {
      const told = tellOfCustomers(world, {
        warehouses: { LOC: {}, LOC2: {}, SHOP: { direction: "outbound", contractor: "K" } },
      })
      await told.given.receipt("L", "20", "7.50")
      await told.given.own("50", { at: "OWN" })
      return told
    }
    type Told = Awaited<ReturnType<typeof tell>>
    interface Request {
      path: string
      body?: object
    }

    const issueOf = async ({ id }: Told) => ({
      stock_location_id: await id.location("LOC"),
      lines: [{ inventory_item_id: await id.item("X"), quantity: "3" }],
    })

    const settledInvoice = async ({ when }: Told) => {
      await when.issues("8")
      return await when.drafts([await when.settles()])
    }

    /** What leads to each hook: all that comes before is done, the request is yet to be sent. */
    const requests: Record<string, (told: Told) => Promise<Request>> = {
      goodsReceiptPosted: async ({ id }) => ({
        path: "goods-receipts",
        body: {
          contractor_id: await id.contractor("A"),
          warehouse_id: await id.warehouse("LOC"),
          lines: [{ sku: "X", quantity: "5", unit_cost: "1" }],
        },
      }),
      goodsIssuePosted: async (told) => ({ path: "goods-issues", body: await issueOf(told) }),
      goodsIssueReturnPosted: async ({ when }) => {
        const sold = await when.issues("4")
        const lines = [{ line_id: sold.lines[0]?.id, quantity: "1" }]
        return { path: `goods-issues/${sold.id}/returns`, body: { lines } }
      },
      internalIssuePosted: async (told) => ({
        path: "internal-issues",
        body: await issueOf(told),
      }),
      internalIssueReturnPosted: async ({ when }) => {
        const used = await when.issuesInternally("4")
        const lines = [{ line_id: used.lines[0]?.id, quantity: "1" }]
        return { path: `internal-issues/${used.id}/returns`, body: { lines } }
      },
      ownershipTransferPosted: async ({ bodyOf }) => ({
        path: "ownership-transfers",
        body: await bodyOf.ownershipTransfer("2"),
      }),
      consignorReturnPosted: async ({ bodyOf }) => ({
        path: "consignor-returns",
        body: await bodyOf.consignorReturn("2"),
      }),
      warehouseTransferPosted: async ({ bodyOf }) => ({
        path: "warehouse-transfers",
        body: await bodyOf.warehouseTransfer("2", "LOC2"),
      }),
      stockCountPosted: async ({ bodyOf }) => ({
        path: "stock-counts",
        body: await bodyOf.stockCount("18"),
      }),
      revaluationPosted: async ({ bodyOf }) => ({
        path: "revaluations",
        body: await bodyOf.revaluation("8.00"),
      }),
      openingBalancePosted: async ({ bodyOf }) => ({
        path: "opening-balances",
        body: await bodyOf.openingBalance([{ lot: "O", quantity: "4", unitCost: "2" }]),
      }),
      deliveryPosted: async ({ given, bodyOf }) => {
        await given.sellsFor("K")
        return { path: "deliveries", body: await bodyOf.delivery("5", "25.00") }
      },
      deliveryDrafted: async ({ given, bodyOf }) => {
        await given.sellsFor("K")
        const body = await bodyOf.delivery("5", "25.00")
        return { path: "deliveries", body: { ...body, status: "draft" } }
      },
      deliveryDraftPosted: async ({ when }) => ({
        path: `deliveries/${(await when.picks("5", "25.00")).id}/post`,
      }),
      deliveryReceived: async ({ when }) => {
        const delivery = await when.delivers("D", "5", "25.00")
        const lines = [{ line_id: delivery.lines[0]?.id, received_quantity: "4" }]
        return { path: `deliveries/${delivery.id}/receipt`, body: { lines } }
      },
      reportedSalePosted: async ({ when, bodyOf }) => {
        await when.delivers("D", "5", "25.00")
        return { path: "reported-sales", body: await bodyOf.reportedSale("2") }
      },
      reportedSaleReturnPosted: async ({ when }) => {
        await when.delivers("D", "5", "25.00")
        const sold = await when.sells("3")
        const lines = [{ line_id: sold.lines[0]?.id, quantity: "1" }]
        return { path: `reported-sales/${sold.id}/returns`, body: { lines } }
      },
      takeBackPosted: async ({ when, bodyOf }) => {
        await when.delivers("D", "5", "25.00")
        return { path: "take-backs", body: await bodyOf.takeBack("2") }
      },
      countedTakeBackPosted: async ({ when, id }) => {
        await when.delivers("D", "5", "25.00")
        return {
          path: "counted-take-backs",
          body: {
            warehouse_id: await id.warehouse("SHOP"),
            to_stock_location_id: await id.location("OWN"),
            lines: [{ sku: "X", counted_quantity: "4", quantity: "2", missing_as: "sold" }],
          },
        }
      },
      documentReversed: async ({ when }) => ({
        path: `goods-issues/${(await when.issues("4")).id}/reverse`,
      }),
      settlementClosed: async ({ when, id }) => {
        await when.issues("4")
        return { path: "settlements", body: { contractor_id: await id.contractor("A") } }
      },
      settlementCancelled: async ({ when }) => {
        await when.issues("4")
        return { path: `settlements/${(await when.settles()).id}/cancel` }
      },
      invoiceDrafted: async ({ when, id }) => {
        await when.issues("4")
        const settlement = await when.settles()
        return {
          path: "invoices",
          body: {
            contractor_id: await id.contractor("A"),
            settlement_ids: [settlement.id],
            kind: "supplier",
          },
        }
      },
      invoicePosted: async (told) => ({ path: `invoices/${(await settledInvoice(told)).id}/post` }),
      invoiceCredited: async (told) => {
        const invoice = await told.when.posts(await settledInvoice(told))
        const lines = [{ line_id: invoice.lines[0]?.id, quantity: "1" }]
        return { path: `invoices/${invoice.id}/credit`, body: { lines } }
      },
      refillDrafted: async ({ given, id }) => {
        await given.sellsFor("K")
        const warehouseId = await id.warehouse("SHOP")
        await admin.post(`${base}/warehouses/${warehouseId}/items`, {
          items: [{ sku: "X", minimum: "2", maximum: "6", unit_price: "25", currency_code: "EUR" }],
        })
        return {
          path: "refill",
          body: { warehouse_id: warehouseId, from_stock_location_id: await id.location("OWN") },
        }
      },
    }

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
        levels: `select id, stocked_quantity, reserved_quantity from inventory_level
          where stocked_quantity <> 0 order by id`,
        orders: `select id from "order" where deleted_at is null order by id`,
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

    it("is told of here, or where master data and jobs are", () => {
      expect([...Object.keys(requests), ...toldElsewhere].sort()).toEqual(
        hooks.map(([name]) => name).sort()
      )
    })

    it.each(Object.keys(requests))(
      "%s refuses all of a request, and runs once for a key",
      async (name) => {
        const told = await tell()
        const { path, body } = await (requests[name] as (typeof requests)[string])(told)
        const hasKey = name !== "refillDrafted"
        const send = async () =>
          await admin.post(
            `${base}/${path}`,
            hasKey ? { ...body, idempotency_key: "k" } : { ...body }
          )
        const before = await readState()
        const announced = new Set((await readOutbox()).map((row) => row.event_id))
        refusing = name
        const refused = await send()
        expect(refused).toMatchObject({ status: 400, data: { message: "The hook refuses." } })
        expect(await readState()).toEqual(before)
        expect((await readOutbox()).filter((row) => !announced.has(row.event_id))).toEqual([])

        refusing = null
        calls.length = 0
        const { status } = await send()
        expect([200, 201]).toContain(status)
        expect(calls).toContain(name)
        if (!hasKey) return
        const after = await readState()
        calls.length = 0
        expect((await send()).status).toBe(200)
        expect(calls).toEqual([])
        expect(await readState()).toEqual(after)
      }
    )

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
        const told = ear.told().filter(({ name }) => name === "consignment.goods-issue.posted")
        expect(told.map(({ data }) => data)).toEqual([
          { id: issue.id, event_id: `consignment.goods-issue.posted:${issue.id}` },
        ])
        ear.stop()
      })

      it("is told by the job after a crash, with the id it would have had", async () => {
        const { when, given } = tellOfCustomers(world, {
          warehouses: { LOC: { notification_email: "shop@example.com" } },
        })
        const { receipt, settlement, invoice } = await withoutEvents(async () => {
          const received = await given.receipt("L", "20", "7.50")
          await when.issues("8")
          const settled = await when.settles()
          const posted = await when.posts(await when.drafts([settled]))
          return { receipt: received, settlement: settled, invoice: posted }
        })
        const waiting = await readOutbox()
        expect(waiting.map(({ name, data }) => [name, data.id])).toEqual(
          expect.arrayContaining([
            ["consignment.goods-receipt.posted", receipt.id],
            ["consignment.settlement.closed", settlement.id],
            ["consignment.invoice.posted", invoice.id],
          ])
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
