import { OPEN_LOTS } from "../ledger/reading/read"
import { closingOrder } from "../database/settled"
import { openFees } from "../database/open-fees"
import { toDate, type Instant } from "../database/column-table"
import { givenRows, type Sql } from "../database/sql"
import { exact, trimmed } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import type { DecimalsOf } from "../invoices/heads"
import { DAYS_OVERDUE, OPEN } from "./open-items"

/** Sums of a partner in one direction and currency: goods, what is owed and what is due. */
export interface AccountAnswer {
  contractor_id: string
  direction: Direction
  currency_code: string
  stock_quantity: string
  stock_value: string
  /** Sold and in no settlement yet; below zero, more came back than was sold. */
  unsettled_quantity: string
  unsettled_value: string
  /** Settled and on no posted invoice yet, with fees of returns; without VAT. */
  to_invoice_amount: string
  /** Open on posted invoices, credit notes taken off; with VAT. */
  open_amount: string
  overdue_amount: string
  /** Of the invoice that is overdue the longest. */
  days_overdue: number
  last_settlement: { id: string; number: string; cut_off: string } | null
}

type AccountRow = Omit<AccountAnswer, "last_settlement"> & {
  settlement_id: string | null
  settlement_number: string | null
  cut_off: Instant | null
}

const ACCOUNT = "contractor_id, direction, currency_code"

/** Amounts are rounded as settlements and invoices round them: once per item and unit cost. */
const toStatement = (decimals: string): string => `
  with decimals as (select currency_code, places::int from ${decimals}),
  stock as (
    select l.contractor_id, l.direction, l.currency_code, sum(h.quantity) as quantity,
      sum(h.quantity * h.unit_cost) as value
    from (${OPEN_LOTS}) h join consignment_lot l on l.id = h.lot_id
    where h.quantity > 0 and l.contractor_id = any(?::text[]) group by 1, 2, 3),
  open_cost as (
    select c.*, l.received_at, l.sequence as lot_sequence
    from consignment_lot_cost c join consignment_lot l on l.id = c.lot_id
    where (c.settled <> c.invoiced or c.consumed <> c.settled) and c.contractor_id = any(?::text[])),
  unsettled as (
    select ${ACCOUNT}, sum(quantity) as quantity, sum(round(quantity * unit_cost, places)) as value
    from (
      select ${ACCOUNT}, inventory_item_id, unit_cost, sum(consumed - settled) as quantity
      from open_cost where consumed <> settled group by 1, 2, 3, 4, 5) by_cost
    join decimals using (currency_code) group by 1, 2, 3),
  uninvoiced as (
    select ${ACCOUNT}, inventory_item_id, unit_cost, sum(greatest(0, least(open, balance - before))) as quantity
    from (
      select ${ACCOUNT}, inventory_item_id, c.unit_cost, c.settled - c.invoiced as open, i.settled - i.invoiced as balance,
        coalesce(sum(c.settled - c.invoiced) over (
          partition by ${ACCOUNT}, inventory_item_id order by c.received_at, c.lot_sequence, c.sequence
          rows between unbounded preceding and 1 preceding), 0) as before
      from open_cost c join consignment_account_item i using (${ACCOUNT}, inventory_item_id)
      where c.settled > c.invoiced and i.settled > i.invoiced) oldest_first
    group by 1, 2, 3, 4, 5
    union all
    select ${ACCOUNT}, inventory_item_id, unit_fee, quantity
    from ${openFees("m.contractor_id = any(?::text[])", { withDrafts: false })} fee where quantity > 0),
  to_invoice as (
    select ${ACCOUNT}, sum(round(quantity * unit_cost, places)) as amount
    from uninvoiced join decimals using (currency_code) group by 1, 2, 3),
  invoices as (
    select ${ACCOUNT}, sum(o.open) as open, coalesce(sum(o.open) filter (where o.due_at < ?::timestamptz), 0) as overdue,
      coalesce(max(${DAYS_OVERDUE}) filter (where o.open > 0), 0) as days
    from ${OPEN} o where o.open <> 0 and o.contractor_id = any(?::text[]) group by 1, 2, 3)
  select ${ACCOUNT}, coalesce(stock.quantity, 0)::text as stock_quantity, coalesce(stock.value, 0)::text as stock_value,
    coalesce(unsettled.quantity, 0)::text as unsettled_quantity, coalesce(unsettled.value, 0)::text as unsettled_value,
    coalesce(to_invoice.amount, 0)::text as to_invoice_amount, coalesce(invoices.open, 0)::text as open_amount,
    coalesce(invoices.overdue, 0)::text as overdue_amount, coalesce(invoices.days, 0) as days_overdue,
    last.id as settlement_id, last.number as settlement_number, last.cut_off
  from consignment_account account
  left join stock using (${ACCOUNT})
  left join unsettled using (${ACCOUNT})
  left join to_invoice using (${ACCOUNT})
  left join invoices using (${ACCOUNT})
  left join lateral (
    select s.id, s.number, s.cut_off from consignment_settlement s
    where s.contractor_id = account.contractor_id and s.direction = account.direction
      and s.currency_code = account.currency_code and s.status = 'closed'
    order by ${closingOrder("s", " desc")} limit 1) last on true
  where account.contractor_id = any(?::text[])
  order by ${ACCOUNT}`

/** The accounts of partners: stock, what is owed for what was sold, and the last settlement. */
export const readAccounts = async (
  sql: Sql,
  contractorIds: string[],
  now: Date,
  decimalsOf: DecimalsOf
): Promise<AccountAnswer[]> => {
  const currencies = await sql<{ currency_code: string }>(
    `select distinct currency_code from consignment_account where contractor_id = any(?::text[])`,
    [contractorIds]
  )
  const decimals = givenRows(
    "given",
    { currency_code: "text", places: "numeric" },
    currencies.map(({ currency_code: code }) => ({ currency_code: code, places: decimalsOf(code) }))
  )
  const instant = now.toISOString()
  const rows = await sql<AccountRow>(toStatement(decimals.statement), [
    ...decimals.parameters,
    contractorIds,
    contractorIds,
    contractorIds,
    instant,
    instant,
    contractorIds,
    contractorIds,
  ])
  return rows.map(({ settlement_id: id, settlement_number: number, cut_off: cutOff, ...row }) => {
    const places = decimalsOf(row.currency_code)
    const amount = (value: string): string => exact(value).toFixed(places)
    return {
      ...row,
      stock_quantity: trimmed(row.stock_quantity),
      stock_value: amount(row.stock_value),
      unsettled_quantity: trimmed(row.unsettled_quantity),
      unsettled_value: amount(row.unsettled_value),
      to_invoice_amount: amount(row.to_invoice_amount),
      open_amount: amount(row.open_amount),
      overdue_amount: amount(row.overdue_amount),
      last_settlement:
        id === null || number === null || cutOff === null
          ? null
          : { id, number, cut_off: toDate(cutOff).toISOString() },
    }
  })
}
