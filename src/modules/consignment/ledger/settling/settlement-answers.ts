import { groupBy } from "../../domain/group-by"
import { stateOf, type SettlementState } from "../../domain/settlement-state"
import { exact, trimmed } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"
import { readSettlementInvoices, type SettlementInvoice } from "../../database/settlement-invoices"
import type { SettledSaleAnswer } from "./settled-sales"
import type { Closed, Settled } from "./store-settlement"
import { settlementLineTable, settlementStockTable } from "../../database/tables"

export interface SettlementLineAnswer {
  inventory_item_id: string
  sku: string | null
  opening: string
  issued: string
  internally_issued: string
  transferred: string
  counted_lost: string
  returned: string
  transfer_reversed: string
  net: string
  to_invoice: string
  carry: string
  net_value: string
  amount: string
  balanced: boolean
  late_quantity: string
  branches: { branch_code: string | null; net: string; net_value: string }[]
}

export interface StatementAnswer {
  inventory_item_id: string
  sku: string | null
  opening: string
  received: string
  consumed: string
  returned_to_consignor: string
  counted: string
  closing: string
}

/** A settlement; quantities without trailing zeros, values and amounts with the currency's decimals. */
export interface SettlementAnswer {
  id: string | null
  number: string | null
  contractor_id: string
  direction: string
  currency_code: string
  period_from: string | null
  cut_off: string
  status: string
  state: SettlementState
  /** That bill it, drafts too. */
  invoices: SettlementInvoice[]
  closed_at: string | null
  created_by: string | null
  lines: SettlementLineAnswer[]
  net_value: string
  amount: string
  stock: StatementAnswer[]
  /** Of one settlement that was asked for, if it has any: the first sales on commission by date, and how many there are. */
  sales?: SettledSaleAnswer[]
  sales_count?: number
}

const MAXIMUM_SALES = 1_000

/** Adds the sales on commission, if there are any; a paper lists them all. */
export const withSales = (
  settlement: SettlementAnswer,
  sales: SettledSaleAnswer[]
): SettlementAnswer =>
  sales.length === 0
    ? settlement
    : { ...settlement, sales: sales.slice(0, MAXIMUM_SALES), sales_count: sales.length }

type DecimalsOf = (currencyCode: string) => number

/** Answer of a preview: the settlement as it would be closed now. */
export const toPreviewAnswer = (settled: Settled, decimalsOf: DecimalsOf): SettlementAnswer => {
  const { account, cutOff, settlement } = settled
  const decimals = decimalsOf(account.currencyCode)
  return {
    id: null,
    number: null,
    contractor_id: account.contractorId,
    direction: account.direction,
    currency_code: account.currencyCode,
    period_from: account.lastCutOff?.toISOString() ?? null,
    cut_off: cutOff.toISOString(),
    status: "preview",
    state: "open",
    invoices: [],
    closed_at: null,
    created_by: null,
    lines: settlement.lines.map((line) => toLineAnswer(settlementLineTable.write(line), decimals)),
    net_value: settlement.netValue.toFixed(decimals),
    amount: settlement.amount.toFixed(decimals),
    stock: settlement.stock.map((line) => toStatementAnswer(settlementStockTable.write(line))),
  }
}

/** Answer of a close, from what was written. */
export const toClosedAnswer = (
  { id, number, settled, closing }: Closed,
  decimalsOf: DecimalsOf
): SettlementAnswer & { id: string } => ({
  ...toPreviewAnswer(settled, decimalsOf),
  id,
  number,
  status: "closed",
  state: stateOf([]),
  closed_at: closing.closedAt.toISOString(),
  created_by: closing.createdBy,
})

type SettlementRow = Omit<
  SettlementAnswer,
  "lines" | "stock" | "period_from" | "cut_off" | "closed_at" | "state" | "invoices"
> & {
  id: string
  period_from: Instant | null
  cut_off: Instant
  closed_at: Instant
}

/** The settlements of these ids with lines and statement, in the order of the ids. */
export const readSettlements = async (
  sql: Sql,
  ids: string[],
  decimalsOf: DecimalsOf
): Promise<SettlementAnswer[]> => {
  if (ids.length === 0) return []
  const heads = await sql<SettlementRow>(
    `select id, number, contractor_id, direction, currency_code, period_from, cut_off, status, closed_at, created_by,
       net_value::text, amount::text from consignment_settlement where id = any(?::text[])`,
    [ids]
  )
  const lines = await sql<SettlementLineAnswer & { settlement_id: string }>(
    `select l.settlement_id, ${settlementLineTable.select("l")}
     from consignment_settlement_line l where l.settlement_id = any(?::text[])
     order by coalesce(l.sku, l.inventory_item_id) collate "C"`,
    [ids]
  )
  const stock = await sql<StatementAnswer & { settlement_id: string }>(
    `select l.settlement_id, ${settlementStockTable.select("l")}
     from consignment_settlement_stock l where l.settlement_id = any(?::text[])
     order by coalesce(l.sku, l.inventory_item_id) collate "C"`,
    [ids]
  )
  const billed = await readSettlementInvoices(sql, ids, decimalsOf)
  const headsById = new Map(heads.map((head) => [head.id, head]))
  const linesById = groupBy(lines, (line) => line.settlement_id)
  const stockById = groupBy(stock, (line) => line.settlement_id)
  return ids.flatMap((id) => {
    const head = headsById.get(id)
    if (!head) return []
    const decimals = decimalsOf(head.currency_code)
    return {
      ...head,
      ...(billed.get(id) ?? { state: stateOf([]), invoices: [] }),
      period_from: toDateOrNull(head.period_from)?.toISOString() ?? null,
      cut_off: toDate(head.cut_off).toISOString(),
      closed_at: toDate(head.closed_at).toISOString(),
      net_value: exact(head.net_value).toFixed(decimals),
      amount: exact(head.amount).toFixed(decimals),
      lines: (linesById.get(id) ?? []).map(({ settlement_id: _, ...line }) =>
        toLineAnswer(line, decimals)
      ),
      stock: (stockById.get(id) ?? []).map(({ settlement_id: _, ...line }) =>
        toStatementAnswer(line)
      ),
    }
  })
}

const toLineAnswer = (line: SettlementLineAnswer, decimals: number): SettlementLineAnswer => ({
  ...line,
  opening: trimmed(line.opening),
  issued: trimmed(line.issued),
  internally_issued: trimmed(line.internally_issued),
  transferred: trimmed(line.transferred),
  counted_lost: trimmed(line.counted_lost),
  returned: trimmed(line.returned),
  transfer_reversed: trimmed(line.transfer_reversed),
  net: trimmed(line.net),
  to_invoice: trimmed(line.to_invoice),
  carry: trimmed(line.carry),
  late_quantity: trimmed(line.late_quantity),
  net_value: exact(line.net_value).toFixed(decimals),
  amount: exact(line.amount).toFixed(decimals),
  branches: line.branches.map((branch) => ({
    ...branch,
    net_value: exact(branch.net_value).toFixed(decimals),
  })),
})

const toStatementAnswer = (line: StatementAnswer): StatementAnswer => ({
  ...line,
  opening: trimmed(line.opening),
  received: trimmed(line.received),
  consumed: trimmed(line.consumed),
  returned_to_consignor: trimmed(line.returned_to_consignor),
  counted: trimmed(line.counted),
  closing: trimmed(line.closing),
})
