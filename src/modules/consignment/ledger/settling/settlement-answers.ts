import { groupBy } from "../../domain/group-by"
import { exact, toText, trimmed } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { toDate, toDateOrNull, type Instant } from "../../database/rows"
import type { Settled } from "./store-settlement"

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
  closed_at: string | null
  created_by: string | null
  lines: SettlementLineAnswer[]
  net_value: string
  amount: string
  stock: StatementAnswer[]
}

type DecimalsOf = (currencyCode: string) => number

/** What a preview answers: the settlement as it would be closed now. */
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
    closed_at: null,
    created_by: null,
    lines: settlement.lines.map((line) => ({
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      opening: toText(line.opening),
      issued: toText(line.issued),
      internally_issued: toText(line.internally_issued),
      transferred: toText(line.transferred),
      counted_lost: toText(line.counted_lost),
      returned: toText(line.returned),
      transfer_reversed: toText(line.transfer_reversed),
      net: toText(line.net),
      to_invoice: toText(line.toInvoice),
      carry: toText(line.carry),
      net_value: line.netValue.toFixed(decimals),
      amount: line.amount.toFixed(decimals),
      balanced: line.balanced,
      late_quantity: toText(line.lateQuantity),
      branches: line.branches.map((branch) => ({
        branch_code: branch.branchCode,
        net: toText(branch.net),
        net_value: branch.netValue.toFixed(decimals),
      })),
    })),
    net_value: settlement.netValue.toFixed(decimals),
    amount: settlement.amount.toFixed(decimals),
    stock: settlement.stock.map((line) => ({
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      opening: toText(line.opening),
      received: toText(line.received),
      consumed: toText(line.consumed),
      returned_to_consignor: toText(line.returnedToConsignor),
      counted: toText(line.counted),
      closing: toText(line.closing),
    })),
  }
}

type SettlementRow = Omit<
  SettlementAnswer,
  "lines" | "stock" | "period_from" | "cut_off" | "closed_at"
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
    `select settlement_id, inventory_item_id, sku, opening::text, issued::text, internally_issued::text,
       transferred::text, counted_lost::text, returned::text, transfer_reversed::text, net::text, to_invoice::text,
       carry::text, net_value::text, amount::text, balanced, late_quantity::text, branches
     from consignment_settlement_line where settlement_id = any(?::text[])
     order by coalesce(sku, inventory_item_id) collate "C"`,
    [ids]
  )
  const stock = await sql<StatementAnswer & { settlement_id: string }>(
    `select settlement_id, inventory_item_id, sku, opening::text, received::text, consumed::text,
       returned_to_consignor::text, counted::text, closing::text
     from consignment_settlement_stock where settlement_id = any(?::text[])
     order by coalesce(sku, inventory_item_id) collate "C"`,
    [ids]
  )
  const headsById = new Map(heads.map((head) => [head.id, head]))
  const linesById = groupBy(lines, (line) => line.settlement_id)
  const stockById = groupBy(stock, (line) => line.settlement_id)
  return ids.flatMap((id) => {
    const head = headsById.get(id)
    if (!head) return []
    const decimals = decimalsOf(head.currency_code)
    return {
      ...head,
      period_from: toDateOrNull(head.period_from)?.toISOString() ?? null,
      cut_off: toDate(head.cut_off).toISOString(),
      closed_at: toDate(head.closed_at).toISOString(),
      net_value: exact(head.net_value).toFixed(decimals),
      amount: exact(head.amount).toFixed(decimals),
      lines: (linesById.get(id) ?? []).map((line) => toLineAnswer(line, decimals)),
      stock: (stockById.get(id) ?? []).map(toStatementAnswer),
    }
  })
}

const toLineAnswer = (
  { settlement_id: _, ...line }: SettlementLineAnswer & { settlement_id: string },
  decimals: number
): SettlementLineAnswer => ({
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

const toStatementAnswer = ({
  settlement_id: _,
  ...line
}: StatementAnswer & { settlement_id: string }): StatementAnswer => ({
  ...line,
  opening: trimmed(line.opening),
  received: trimmed(line.received),
  consumed: trimmed(line.consumed),
  returned_to_consignor: trimmed(line.returned_to_consignor),
  counted: trimmed(line.counted),
  closing: trimmed(line.closing),
})
