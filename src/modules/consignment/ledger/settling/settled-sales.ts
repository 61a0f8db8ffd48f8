import { groupBy } from "../../domain/group-by"
import { byLargestRemainder, toAmount } from "../../domain/money"
import { exact, sumOf, toText, trimmed } from "../../domain/quantity"
import { toDate, type Instant } from "../../database/column-table"
import { movementsOf, NO_WATERMARK } from "../../database/settled"
import type { Sql } from "../../database/sql"
import { accountParameters, type AccountOfSettlement } from "./settlement-account"

/** A unit sold on commission, or returned: what it was sold for, and who has which share. */
export interface SettledSaleAnswer {
  effective_at: string
  document_id: string
  document_number: string
  document_type: string
  order_id: string | null
  inventory_item_id: string
  sku: string | null
  /** Below zero where goods came back. */
  quantity: string
  sale_price: string | null
  list_price: string | null
  /** The price that was shared. */
  base_price: string
  commission_percent: string
  /** The store's share of one unit. */
  unit_commission: string
  /** The contractor's share of one unit. */
  unit_cost: string
  /** The contractor's share of the line; lines add up to the value of the settlement. */
  amount: string
}

type SaleRow = Omit<SettledSaleAnswer, "effective_at" | "unit_commission" | "amount"> & {
  effective_at: Instant
}

/** Returns and reversals have the share of the sale they take back. */
const salesOf = (period: string): string => `
  select m.effective_at, d.id as document_id, d.number as document_number, d.type as document_type,
    sale.order_id, m.inventory_item_id, lot.sku, (-m.quantity)::text as quantity, line.sale_price::text,
    line.list_price::text, a.base_price::text, a.commission_percent::text, m.unit_cost::text
  from ${period} cross join ${movementsOf("p")} m
  left join consignment_movement taken_back on taken_back.id = m.reverses_id
  left join consignment_movement sold on sold.id = taken_back.reverses_id
  join consignment_allocation a
    on a.document_id = coalesce(sold.document_id, taken_back.document_id, m.document_id)
    and a.movement_id = coalesce(sold.id, taken_back.id, m.id) and a.base_price is not null
  join consignment_document_line line on line.id = a.line_id
  join consignment_document sale on sale.id = a.document_id
  join consignment_document d on d.id = m.document_id
  join consignment_lot lot on lot.id = m.lot_id
  where not m.technical
  order by m.effective_at, m.sequence`

/** Sales on commission that a closed settlement covers. */
export const readSettledSales = async (
  sql: Sql,
  settlement: { id: string | null; contractor_id: string },
  decimals: number
): Promise<SettledSaleAnswer[]> =>
  (await hasSharedPrices(sql, settlement.contractor_id))
    ? toAnswers(
        await sql<SaleRow>(
          salesOf(`(select * from consignment_settlement where id = ? and status = 'closed') p`),
          [settlement.id]
        ),
        decimals
      )
    : []

/** Sales on commission that a settlement would cover if it was closed now. */
export const readUnsettledSales = async (
  sql: Sql,
  account: AccountOfSettlement,
  cutOff: Date,
  decimals: number
): Promise<SettledSaleAnswer[]> =>
  (await hasSharedPrices(sql, account.contractorId))
    ? toAnswers(
        await sql<SaleRow>(
          salesOf(`(select ?::text as contractor_id, ?::text as direction, ?::text as currency_code,
            ?::timestamptz as period_from, ?::timestamptz as cut_off, ?::bigint as watermark_from,
            ?::bigint as watermark) p`),
          [
            ...accountParameters(account),
            account.lastCutOff,
            cutOff,
            account.lastWatermark,
            NO_WATERMARK,
          ]
        ),
        decimals
      )
    : []

/** Most contractors are paid by the cost of their lots, so nothing need be looked for. */
const hasSharedPrices = async (sql: Sql, contractorId: string): Promise<boolean> => {
  const [row] = await sql(
    `select 1 from consignment_allocation where contractor_id = ? and base_price is not null limit 1`,
    [contractorId]
  )
  return row !== undefined
}

/** A settlement rounds once for each item and cost, and so do these lines together. */
const toAnswers = (rows: SaleRow[], decimals: number): SettledSaleAnswer[] => {
  const amounts = new Map<SaleRow, string>()
  for (const sales of groupBy(
    rows,
    (row) => `${row.inventory_item_id} ${row.unit_cost}`
  ).values()) {
    const values = sales.map((sale) => exact(sale.quantity).times(sale.unit_cost))
    const total = toAmount(
      sumOf(values, (value) => value),
      decimals
    )
    const shares = byLargestRemainder(values, total, decimals)
    sales.forEach((sale, index) => amounts.set(sale, (shares[index] ?? total).toFixed(decimals)))
  }
  return rows.map((row) => ({
    ...row,
    effective_at: toDate(row.effective_at).toISOString(),
    quantity: trimmed(row.quantity),
    sale_price: row.sale_price && trimmed(row.sale_price),
    list_price: row.list_price && trimmed(row.list_price),
    base_price: trimmed(row.base_price),
    commission_percent: trimmed(row.commission_percent),
    unit_commission: toText(exact(row.base_price).minus(row.unit_cost)),
    unit_cost: trimmed(row.unit_cost),
    amount: amounts.get(row) ?? "0",
  }))
}
