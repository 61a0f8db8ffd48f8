import assert from "node:assert"
import type { Document, ReversalAnswer } from "../../src/http-contract/document"
import type { ErrorCode } from "../../src/http-contract/errors"
import type { CreditInvoiceBody, Invoice } from "../../src/http-contract/invoice"
import type { Settlement } from "../../src/http-contract/settlement"
import {
  instant,
  toLines,
  type Goods,
  type IssueOptions,
  type LedgerWorld,
  type ReturnOptions,
  type Setting,
} from "./ledger-world"

const base = "/admin/consignment"

export interface PostingOptions {
  contractor?: string
  /** The place of the warehouse, default: LOC. */
  at?: string
  /** Takes from this lot, by its name; the item need not be named then. */
  lot?: string
  /** Business date, a day at noon or an instant. */
  dated?: string
  key?: string
}

export interface OpeningLine {
  lot: string
  quantity: string
  unitCost: string
  item?: string
  uninvoiced?: string
  overInvoiced?: string
  received?: string
  serials?: string[]
}

export interface DraftOptions {
  contractor?: string
  kind?: "supplier" | "self_billed" | "sales"
  number?: string
  issued?: string
  key?: string
}

export interface Balance {
  inventory_item_id: string
  sku: string
  direction: string
  currency_code: string
  settled: string
  invoiced: string
  balance: string
  credit_due: string
}

/** A line of a supplier's paper. */
export interface PaperLine {
  quantity?: string
  unit_price?: string
}

/** Figures that a refused document or invoice must leave as they are. */
const papers = [
  "internal-issues",
  "internal-issue-returns",
  "ownership-transfers",
  "consignor-returns",
  "warehouse-transfers",
  "stock-counts",
  "revaluations",
  "opening-balances",
  "deliveries",
  "reported-sales",
  "reported-sale-returns",
  "take-backs",
  "invoices",
]

/**
 * A story of the ledger, with the verbs of all documents and of invoices.
 *
 * @example
 * const { given, when, then } = tellOfDocuments(world)
 * await given.receipt("L", "20", "7.50")
 * await when.buys("6")
 * await then.level(["20", "6", "14"])
 */
export const tellOfDocuments = (world: LedgerWorld, setting: Setting = {}) => {
  const told = world.story(setting)
  const { id } = told

  const post = async <Body>(path: string, data: object = {}): Promise<Body> =>
    await world.post<Body>(`${base}/${path}`, data)
  const read = async <Body>(path: string, parameters: object = {}): Promise<Body> =>
    await world.get<Body>(`${base}/${path}`, parameters)

  const paperOf = ({ dated, key }: PostingOptions) => ({
    effective_at: dated && instant(dated),
    idempotency_key: key,
  })

  const takingLines = async (goods: Goods, { lot }: PostingOptions) =>
    await Promise.all(
      toLines(goods).map(async ({ item, quantity }) =>
        lot === undefined
          ? { inventory_item_id: await id.item(item), quantity }
          : { lot_id: id.lot(lot), quantity }
      )
    )

  /** The bodies of all documents, so that a test may also post one that no verb would. */
  const bodyOf = {
    internalIssue: async (goods: Goods, options: IssueOptions & { reason?: string } = {}) => ({
      stock_location_id: await id.location(options.at ?? "LOC"),
      branch_code: options.branch,
      issue_strategy: options.strategy,
      reason: options.reason,
      ...paperOf(options),
      lines: await Promise.all(
        toLines(goods).map(async ({ item, quantity }) => ({
          inventory_item_id: await id.item(item),
          quantity,
          lot_id: options.lot && id.lot(options.lot),
        }))
      ),
    }),

    ownershipTransfer: async (goods: Goods, options: PostingOptions = {}) => ({
      warehouse_id: await id.warehouse(options.at ?? "LOC"),
      contractor_id: options.contractor && (await id.contractor(options.contractor)),
      ...paperOf(options),
      lines: await takingLines(goods, options),
    }),

    consignorReturn: async (goods: Goods, options: PostingOptions = {}) => ({
      contractor_id: await id.contractor(options.contractor ?? "A"),
      warehouse_id: await id.warehouse(options.at ?? "LOC"),
      ...paperOf(options),
      lines: await takingLines(goods, options),
    }),

    warehouseTransfer: async (goods: Goods, to: string, options: PostingOptions = {}) => ({
      from_warehouse_id: await id.warehouse(options.at ?? "LOC"),
      to_warehouse_id: await id.warehouse(to),
      ...paperOf(options),
      lines: await takingLines(goods, options),
    }),

    stockCount: async (counted: Goods, options: PostingOptions = {}) => ({
      warehouse_id: await id.warehouse(options.at ?? "LOC"),
      contractor_id: options.contractor && (await id.contractor(options.contractor)),
      ...paperOf(options),
      lines: await Promise.all(
        toLines(counted).map(async ({ item, quantity }) => ({
          inventory_item_id: await id.item(item),
          counted_quantity: quantity,
        }))
      ),
    }),

    revaluation: async (
      unitCost: string,
      { item = "X", ...options }: PostingOptions & { item?: string } = {}
    ) => ({
      contractor_id: await id.contractor(options.contractor ?? "A"),
      ...paperOf(options),
      lines: [
        options.lot === undefined
          ? { inventory_item_id: await id.item(item), unit_cost: unitCost }
          : { lot_id: id.lot(options.lot), unit_cost: unitCost },
      ],
    }),

    openingBalance: async (
      lines: OpeningLine[],
      { currency, ...options }: PostingOptions & { currency?: string } = {}
    ) => ({
      contractor_id: await id.contractor(options.contractor ?? "A"),
      warehouse_id: await id.warehouse(options.at ?? "LOC"),
      currency_code: currency,
      ...paperOf(options),
      lines: await Promise.all(
        lines.map(async ({ item = "X", ...line }) => ({
          inventory_item_id: await id.item(item),
          quantity: line.quantity,
          unit_cost: line.unitCost,
          uninvoiced_quantity: line.uninvoiced,
          over_invoiced_quantity: line.overInvoiced,
          received_at: line.received && instant(line.received),
          serial_numbers: line.serials,
        }))
      ),
    }),
  }

  const given = {
    ...told.given,

    /** Stock at go-live; marks and agreement come with it, each lot has the name of its line. */
    opening: async (
      lines: OpeningLine[],
      options: PostingOptions & { currency?: string } = {}
    ): Promise<Document> => {
      const { contractor = "A", currency = "EUR" } = options
      for (const { item = "X" } of lines) await told.given.mark(contractor, item)
      await told.given.agreement(contractor, currency)
      const { opening_balance } = await post<{ opening_balance: Document }>(
        "opening-balances",
        await bodyOf.openingBalance(lines, options)
      )
      opening_balance.lines.forEach((line, index) =>
        id.nameLot(lines[index]?.lot ?? "", String(line.lot_id))
      )
      return opening_balance
    },
  }

  const draft = async (
    settlements: Settlement[],
    { contractor = "A", kind = "supplier", number, issued, key }: DraftOptions = {}
  ): Promise<Invoice> => {
    const { invoice } = await post<{ invoice: Invoice }>("invoices", {
      contractor_id: await id.contractor(contractor),
      settlement_ids: settlements.map((settlement) => settlement.id),
      kind,
      number,
      issued_at: issued,
      idempotency_key: key,
    })
    return invoice
  }

  const postInvoice = async (invoice: Invoice, key?: string): Promise<Invoice> =>
    (
      await post<{ invoice: Invoice }>(`invoices/${invoice.id}/post`, {
        idempotency_key: key,
      })
    ).invoice

  const when = {
    ...told.when,

    issuesInternally: async (
      goods: Goods,
      options: IssueOptions & { reason?: string } = {}
    ): Promise<Document> => {
      const body = await bodyOf.internalIssue(goods, options)
      return (await post<{ internal_issue: Document }>("internal-issues", body)).internal_issue
    },

    /** Pieces that were used internally come back, each item on the first line that has it. */
    returnsInternally: async (
      goods: Goods,
      { of, dated, at, key }: ReturnOptions
    ): Promise<Document> => {
      const lines = toLines(goods).map(({ item, quantity }) => {
        const line = of.lines.find(({ sku }) => sku === item)
        assert(line, `${of.number} has no line of ${item}.`)
        return { line_id: line.id, quantity }
      })
      const body = {
        stock_location_id: at && (await id.location(at)),
        ...paperOf({ dated, key }),
        lines,
      }
      const path = `internal-issues/${of.id}/returns`
      return (await post<{ internal_issue_return: Document }>(path, body)).internal_issue_return
    },

    /** An ownership transfer. */
    buys: async (goods: Goods, options: PostingOptions = {}): Promise<Document> => {
      const body = await bodyOf.ownershipTransfer(goods, options)
      return (await post<{ ownership_transfer: Document }>("ownership-transfers", body))
        .ownership_transfer
    },

    /** Part of an ownership transfer of one line is reversed. */
    reversesOf: async (transfer: Document, quantity: string, key?: string): Promise<Document> => {
      const path = `ownership-transfers/${transfer.id}/reverse`
      const answer = await post<ReversalAnswer<"ownership_transfer">>(path, {
        lines: [{ line_id: transfer.lines[0]?.id, quantity }],
        idempotency_key: key,
      })
      return answer.ownership_transfer
    },

    /** A consignor return. */
    sendsHome: async (goods: Goods, options: PostingOptions = {}): Promise<Document> => {
      const body = await bodyOf.consignorReturn(goods, options)
      return (await post<{ consignor_return: Document }>("consignor-returns", body))
        .consignor_return
    },

    /** A warehouse transfer. */
    moves: async (goods: Goods, to: string, options: PostingOptions = {}): Promise<Document> => {
      const body = await bodyOf.warehouseTransfer(goods, to, options)
      return (await post<{ warehouse_transfer: Document }>("warehouse-transfers", body))
        .warehouse_transfer
    },

    /** A stock count, of one contractor's goods if he is named. */
    counts: async (counted: Goods, options: PostingOptions = {}): Promise<Document> => {
      const body = await bodyOf.stockCount(counted, options)
      return (await post<{ stock_count: Document }>("stock-counts", body)).stock_count
    },

    revalues: async (
      unitCost: string,
      options: PostingOptions & { item?: string } = {}
    ): Promise<Document> => {
      const body = await bodyOf.revaluation(unitCost, options)
      return (await post<{ revaluation: Document }>("revaluations", body)).revaluation
    },

    drafts: draft,
    posts: postInvoice,

    /** Drafts and posts what is suggested. */
    invoices: async (settlements: Settlement[], options: DraftOptions = {}): Promise<Invoice> =>
      await postInvoice(await draft(settlements, options)),

    /** Changes a line of a draft, by its position. */
    edits: async (invoice: Invoice, index: number, change: PaperLine): Promise<Invoice> => {
      const path = `invoices/${invoice.id}/lines/${invoice.lines[index]?.id}`
      return (await post<{ invoice: Invoice }>(path, change)).invoice
    },

    /** Credits lines of an invoice, by their position. */
    credits: async (
      invoice: Invoice,
      quantities: Record<number, string>,
      others: Partial<CreditInvoiceBody> = {}
    ): Promise<Invoice> => {
      const lines = Object.entries(quantities).map(([index, quantity]) => ({
        line_id: invoice.lines[+index]?.id,
        quantity,
      }))
      const path = `invoices/${invoice.id}/credit`
      return (await post<{ invoice: Invoice }>(path, { lines, ...others })).invoice
    },
  }

  const countPapers = async () =>
    await Promise.all(
      papers.map(async (path) => (await read<{ count: number }>(path, { limit: 1 })).count)
    )

  const balances = async (contractor: string): Promise<Balance[]> =>
    (await read<{ balances: Balance[] }>(`contractors/${await id.contractor(contractor)}/balance`))
      .balances

  const then = {
    ...told.then,

    /** The story refuses with a code, and neither the ledger nor any paper has changed. */
    refuses: async (
      tell: () => Promise<unknown>,
      code: ErrorCode,
      details?: Record<string, unknown>
    ): Promise<void> => {
      const before = await countPapers()
      await told.then.refuses(tell, code, details)
      expect(await countPapers()).toEqual(before)
    },

    /** The lines of an invoice: "60 @10". */
    invoiceLines: (invoice: Invoice, ...expected: string[]): void =>
      expect(invoice.lines.map((line) => `${line.quantity} @${line.unit_price}`)).toEqual(expected),

    /** Which lots an invoice was allocated to: "L2 40 @12", "L2 39 @12 prepaid". */
    allocated: async (invoice: Invoice, ...expected: string[]): Promise<void> => {
      const allocations = invoice.lines.flatMap((line) => line.allocations)
      expect(
        await Promise.all(
          allocations.map(async (one) => {
            const lot = await told.read.nameOf(one.lot_id)
            return `${lot} ${one.quantity} @${one.unit_cost}${one.prepaid ? " prepaid" : ""}`
          })
        )
      ).toEqual(expected)
    },

    /** settled − invoiced of an item of a contractor, and what is due to be credited. */
    balance: async (
      balance: string,
      {
        contractor = "A",
        direction = "inbound",
        item = "X",
        creditDue = "0",
        currency = "EUR",
      } = {}
    ): Promise<void> => {
      const rows = (await balances(contractor)).filter(
        (row) => row.sku === item && row.currency_code === currency && row.direction === direction
      )
      expect(rows).toMatchObject([{ balance, credit_due: creditDue }])
    },

    /** The columns of a lot, by its name. */
    lot: async (name: string, expected: Record<string, unknown>): Promise<void> => {
      expect(await told.read.lot(id.lot(name))).toMatchObject(expected)
    },
  }

  return { ...told, given, when, then, bodyOf, read: { ...told.read, balances } }
}

/** L1 60 @10.00, L2 100 @12.00; 100 are issued and settled. */
export const tellOfHundredSold = async (world: LedgerWorld) => {
  const told = tellOfDocuments(world)
  await told.given.receipt("L1", "60", "10.00", { dated: "2026-01-01" })
  await told.given.receipt("L2", "100", "12.00", { dated: "2026-01-02" })
  await told.when.issues("100")
  return { ...told, settlement: await told.when.settles() }
}

/** The same story, invoiced: the second line of the invoice says what the paper says. */
export const tellOfInvoice = async (world: LedgerWorld, paper: PaperLine) => {
  const told = await tellOfHundredSold(world)
  const draft = await told.when.drafts([told.settlement])
  await told.when.edits(draft, 1, paper)
  return { ...told, invoice: await told.when.posts(draft) }
}
