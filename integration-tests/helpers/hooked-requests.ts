import {
  remindOfCustomersWorkflow,
  remindOfSettlementsWorkflow,
  removeWarehouseItemWorkflow,
} from "../../src/workflows"
import type { Answer } from "./client"
import { tellOfCustomers } from "./customer-verbs"
import type { LedgerWorld } from "./ledger-world"

const base = "/admin/consignment"

/** A request of ours whose workflow has a hook. */
export interface HookedRequest {
  /** Whether the route takes an idempotency key. */
  hasKey: boolean
  send: (key?: string) => Promise<Answer<unknown>>
}

/** A `POST` that takes an idempotency key. */
interface Posting {
  path: string
  body?: object
}

const withoutKey = (send: HookedRequest["send"]): HookedRequest => ({ hasKey: false, send })

/** For each hook of ours, by its name: does all that comes before, and answers the request that leads to the hook. */
export const createHookedRequests = (world: LedgerWorld) => {
  const { admin } = world

  const tell = async () => {
    const told = tellOfCustomers(world, {
      terms: {
        allow_hire: true,
        settlement_every: { unit: "week", count: 2 },
        notification_email: "accounts@example.com",
      },
      warehouses: {
        LOC: {},
        LOC2: {},
        SHOP: { direction: "outbound", contractor: "K" },
        DEPOT: { direction: "outbound", contractor: "K", purpose: "hire" },
        HIRE: { purpose: "hire" },
      },
    })
    await told.given.receipt("L", "20", "7.50")
    await told.given.own("50", { at: "OWN" })
    return told
  }
  type Told = Awaited<ReturnType<typeof tell>>

  const posting = ({ path, body }: Posting): HookedRequest => ({
    hasKey: true,
    send: (key) =>
      admin.post(`${base}/${path}`, key === undefined ? body : { ...body, idempotency_key: key }),
  })
  const changing = (path: string, body: object = {}): HookedRequest =>
    withoutKey(() => admin.post(`${base}/${path}`, body))
  const removing = (path: string): HookedRequest =>
    withoutKey(() => admin.delete(`${base}/${path}`))
  /** A job, which answers nobody. */
  const doing = (run: () => Promise<unknown>): HookedRequest =>
    withoutKey(() =>
      run().then(
        () => ({ status: 200, data: {} }),
        ({ message }: Error) => ({ status: 400, data: { message } })
      )
    )

  const issueOf = async ({ id }: Told) => ({
    stock_location_id: await id.location("LOC"),
    lines: [{ inventory_item_id: await id.item("X"), quantity: "3" }],
  })

  const settledInvoice = async ({ when }: Told) => {
    await when.issues("8")
    return await when.drafts([await when.settles()])
  }

  /** Lends units that we hire ourselves. */
  const loanOf = async ({ id }: Told) => {
    const warehouseId = await id.warehouse("HIRE")
    await admin.post(`${base}/goods-receipts`, {
      contractor_id: await id.contractor("A"),
      warehouse_id: warehouseId,
      lines: [{ sku: "X", quantity: "5", unit_cost: "1" }],
    })
    return {
      warehouse_id: warehouseId,
      borrower: { kind: "staff", name: "Workshop" },
      lines: [{ sku: "X", quantity: "3" }],
    }
  }

  const hired = async ({ given, id }: Told): Promise<string> => {
    await given.sellsFor("K")
    const { data } = await admin.post<{ delivery: { id: string } }>(`${base}/deliveries`, {
      warehouse_id: await id.warehouse("DEPOT"),
      from_stock_location_id: await id.location("OWN"),
      lines: [{ sku: "X", quantity: "3", unit_price: "1.50", terms: "hire" }],
    })
    return data.delivery.id
  }

  const postings: Record<string, (told: Told) => Promise<Posting>> = {
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
    hireEnded: async (told) => ({ path: `deliveries/${await hired(told)}/end-hire`, body: {} }),
    hireExtended: async (told) => ({
      path: `deliveries/${await hired(told)}/extend-hire`,
      body: { hire_until: "2099-01-31" },
    }),
    loanPosted: async (told) => ({ path: "loans", body: await loanOf(told) }),
    loanReturned: async (told) => {
      const { data } = await admin.post<{ loan: { id: string; lines: { id: string }[] } }>(
        `${base}/loans`,
        await loanOf(told)
      )
      const lines = [{ line_id: data.loan.lines[0]?.id, quantity: "2" }]
      return { path: `loans/${data.loan.id}/returns`, body: { lines } }
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
    paymentRecorded: async (told) => ({
      path: `invoices/${(await told.when.posts(await settledInvoice(told))).id}/payments`,
      body: { amount: "1.00" },
    }),
    paymentReversed: async (told) => {
      const invoice = await told.when.posts(await settledInvoice(told))
      const url = `${base}/invoices/${invoice.id}/payments`
      const { data } = await admin.post<{ payment: { id: string } }>(url, { amount: "1.00" })
      return { path: `invoices/${invoice.id}/payments/${data.payment.id}/reverse` }
    },
    payoutRecorded: async (told) => {
      const invoice = await told.when.posts(await settledInvoice(told))
      return { path: "payouts/payments", body: { lines: [{ invoice_id: invoice.id }] } }
    },
  }

  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

  /** A file with one line that waits for its item. */
  const importOfUnknown = async ({ id }: Told): Promise<HookedRequest> => {
    const { data } = await admin.get<{ warehouse: { name: string } }>(
      `${base}/warehouses/${await id.warehouse("LOC")}`
    )
    const file = `contractor_code,warehouse,sku,quantity,unit_cost\nA,${data.warehouse.name},NEW,5,7.50\n`
    const params = { keep_exceptions: true }
    return withoutKey(() => admin.upload(`${base}/imports/goods-receipts`, file, { params }))
  }

  const setsItems = async ({ id }: Told): Promise<HookedRequest> => {
    const item = { sku: "X", minimum: "2", maximum: "6", unit_price: "25", currency_code: "EUR" }
    return changing(`warehouses/${await id.warehouse("SHOP")}/items`, { items: [item] })
  }

  /** Master data, and jobs. */
  const others: Record<string, (told: Told) => Promise<HookedRequest>> = {
    agreementCreated: async () => {
      const { id: contractor_id } = await world.given.contractor()
      return changing("agreements", { contractor_id, direction: "inbound", currency_code: "EUR" })
    },
    agreementUpdated: async () => {
      const { id: contractor_id } = await world.given.contractor()
      const { id } = await world.given.agreement({ contractor_id })
      return changing(`agreements/${id}`, { valid_to: "2099-12-31" })
    },
    agreementDeleted: async () => {
      const { id: contractor_id } = await world.given.contractor()
      return removing(`agreements/${(await world.given.agreement({ contractor_id })).id}`)
    },
    contractorCreated: async () => changing("contractors", { code: "NEW", name: "New" }),
    contractorUpdated: async () =>
      changing(`contractors/${(await world.given.contractor()).id}`, { name: "Other" }),
    contractorDeleted: async () => removing(`contractors/${(await world.given.contractor()).id}`),
    contractorItemsMarked: async ({ id }) =>
      changing(`contractors/${await id.contractor("A")}/items`, {
        items: [{ sku: "X", unit_cost: "9" }, { sku: (await world.given.item()).sku }],
      }),
    contractorItemUnmarked: async () => {
      const { contractor, item } = await world.given.supplier()
      return removing(`contractors/${contractor.id}/items/${item.id}`)
    },
    warehouseCreated: async () =>
      changing("warehouses", {
        stock_location_id: (await world.given.stockLocation()).id,
        direction: "inbound",
      }),
    warehouseUpdated: async ({ id }) =>
      changing(`warehouses/${await id.warehouse("LOC2")}`, { name: "Other" }),
    warehouseDeleted: async () => removing(`warehouses/${(await world.given.warehouse()).id}`),
    warehouseItemsSet: setsItems,
    warehouseItemRemoved: async (told) => {
      await (await setsItems(told)).send()
      const input = {
        warehouse_id: await told.id.warehouse("SHOP"),
        inventory_item_id: await told.id.item("X"),
      }
      return doing(() => removeWarehouseItemWorkflow(world.container()).run({ input }))
    },
    settingsUpdated: async () => changing("settings", { allow_backdating_days: 3 }),
    itemCardUpdated: async ({ id }) =>
      changing(`item-cards/${await id.item("X")}`, { notes: "Fragile" }),
    importExceptionsReplaced: async (told) => {
      const request = await importOfUnknown(told)
      await request.send()
      // The document that could not be posted can be now, and its exception goes.
      const { id } = await world.given.item("NEW")
      await world.given.marks(await told.id.contractor("A"), [{ inventory_item_id: id }])
      return request
    },
    importExceptionDismissed: async (told) => {
      await (await importOfUnknown(told)).send()
      const { data } = await admin.get<{ import_exceptions: { id: string }[] }>(
        `${base}/import-exceptions`
      )
      return changing(`import-exceptions/${data.import_exceptions[0]?.id}/dismiss`)
    },
    refillDrafted: async (told) => {
      await told.given.sellsFor("K")
      await (await setsItems(told)).send()
      return changing("refill", {
        warehouse_id: await told.id.warehouse("SHOP"),
        from_stock_location_id: await told.id.location("OWN"),
      })
    },
    customersReminded: async ({ when }) => {
      await when.delivers("D", "5", "25.00")
      return doing(() =>
        remindOfCustomersWorkflow(world.container()).run({ input: { now: inDays(30) } })
      )
    },
    settlementsDue: async () =>
      doing(() =>
        remindOfSettlementsWorkflow(world.container()).run({ input: { now: inDays(30) } })
      ),
  }

  return {
    tell,
    /** Names of the hooks of requests that write papers: documents, settlements, invoices, payments, loans. */
    papers: Object.keys(postings),
    names: [...Object.keys(postings), ...Object.keys(others)],
    prepare: async (name: string, told: Told): Promise<HookedRequest> => {
      const request = postings[name]
      return request
        ? posting(await request(told))
        : await (others[name] as NonNullable<(typeof others)[string]>)(told)
    },
  }
}
