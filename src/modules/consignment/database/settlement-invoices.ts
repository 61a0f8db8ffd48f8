import { amountOf } from "../domain/invoice"
import { exact, sumOf } from "../domain/quantity"
import { stateOf, type SettlementState } from "../domain/settlement-state"
import type { Direction } from "../domain/terms"
import { groupBy } from "../domain/group-by"
import { closingOrder } from "./settled"
import type { Sql } from "./sql"
import { creditedOf, paidOf } from "./invoice-amounts"
import { openFees } from "./open-fees"

/** An invoice that bills a settlement. */
export interface SettlementInvoice {
  id: string
  number: string | null
  kind: string
  status: string
  gross_amount: string
  open_amount: string
}

/** SQL: whether an invoice `i` is posted and not credited in full: only then what it bills is invoiced. */
const isBilling = `i.kind <> 'credit_note' and i.status <> 'draft' and i.deleted_at is null
  and (i.amount + i.tax_amount = 0 or i.amount + i.tax_amount > ${creditedOf("i")})`

const names = (settlement: string): string =>
  `i.settlement_ids @> jsonb_build_array(${settlement}.id)`

/** SQL: whether an invoice that counts names a settlement. */
export const isBilled = (settlement: string): string =>
  `exists (select 1 from consignment_invoice i where ${names(settlement)} and ${isBilling})`

/**
 * By settlement: its invoices, drafts too, and its state. An invoice bills the balance up to the latest settlement that it
 * names, so earlier ones of the account are invoiced with it.
 */
export const readSettlementInvoices = async (
  sql: Sql,
  settlementIds: string[],
  decimalsOf: (currencyCode: string) => number
): Promise<Map<string, { state: SettlementState; invoices: SettlementInvoice[] }>> => {
  const rows = await sql<
    Omit<SettlementInvoice, "gross_amount" | "open_amount"> & {
      settlement_id: string
      currency_code: string
      gross: string
      open: string
      counts: boolean
    }
  >(
    `select s.id as settlement_id, i.id, i.number, i.kind, i.status, i.currency_code,
       (i.amount + i.tax_amount)::text as gross,
       (i.amount + i.tax_amount - ${creditedOf("i")} - ${paidOf("i")})::text as open, ${isBilling} as counts
     from consignment_settlement s
     left join lateral (
       select later.id from consignment_settlement later
       where later.contractor_id = s.contractor_id and later.direction = s.direction
         and later.currency_code = s.currency_code and later.status = 'closed' and s.status = 'closed'
         and (${closingOrder("later")}) > (${closingOrder("s")}) and ${isBilled("later")}
       order by ${closingOrder("later")} limit 1) covering on true
     join consignment_invoice i on i.kind <> 'credit_note' and i.deleted_at is null
       and (${names("s")} or i.settlement_ids @> jsonb_build_array(covering.id))
     where s.id = any(?::text[]) order by i.issued_at, i.id`,
    [settlementIds]
  )
  const bySettlement = groupBy(rows, (row) => row.settlement_id)
  return new Map(
    [...bySettlement].map(([id, found]) => [
      id,
      {
        state: stateOf(
          found.filter(({ counts }) => counts).map(({ open }) => ({ open: exact(open) }))
        ),
        invoices: found.map(
          ({ counts, gross, open, currency_code, settlement_id: _, ...invoice }) => ({
            ...invoice,
            gross_amount: exact(gross).toFixed(decimalsOf(currency_code)),
            open_amount: (invoice.status === "draft" || !counts ? exact(0) : exact(open)).toFixed(
              decimalsOf(currency_code)
            ),
          })
        ),
      },
    ])
  )
}

/** A settlement that nobody has invoiced, though there is something to invoice. */
export interface ToInvoice {
  settlement_id: string
  number: string
  contractor_id: string
  direction: Direction
  currency_code: string
  cut_off: string
  amount: string
}

/**
 * Of each account with a balance or with return fees, the latest settlement, unless it is invoiced or drafted. Longest
 * waiting first. The amount includes the fees.
 */
export const readToInvoice = async (
  sql: Sql,
  limit: number,
  decimalsOf: (currencyCode: string) => number
): Promise<ToInvoice[]> => {
  const rows = await sql<
    Omit<ToInvoice, "cut_off"> & {
      cut_off: Date | string
      fees: { quantity: string; unit_fee: string }[]
    }
  >(
    `select s.id as settlement_id, s.number, s.contractor_id, s.direction, s.currency_code, s.cut_off,
       (case when a.has_balance then s.amount else 0 end)::text as amount, coalesce(a.fees, '[]') as fees
     from (
       select contractor_id, direction, currency_code, has_balance, fees
       from (
         select contractor_id, direction, currency_code, true as has_balance from consignment_account_item
         where settled <> invoiced and settled > invoiced group by 1, 2, 3) balance
       full join (
         select contractor_id, direction, currency_code,
           jsonb_agg(jsonb_build_object('quantity', quantity::text, 'unit_fee', unit_fee::text)) as fees
         from ${openFees("true", { withDrafts: true })} fee where quantity > 0 group by 1, 2, 3) open_fees
       using (contractor_id, direction, currency_code)) a
     cross join lateral (
       select * from consignment_settlement l
       where l.contractor_id = a.contractor_id and l.direction = a.direction and l.currency_code = a.currency_code
         and l.status = 'closed' order by ${closingOrder("l", " desc")} limit 1) s
     where (a.fees is not null or a.has_balance and s.amount > 0) and not ${isBilled("s")}
       and not exists (select 1 from consignment_invoice i where ${names("s")} and i.status = 'draft'
         and i.deleted_at is null)
     order by s.cut_off, s.id limit ?`,
    [limit]
  )
  return rows.map(({ fees, ...row }) => {
    const decimals = decimalsOf(row.currency_code)
    const ofFees = sumOf(fees, ({ quantity, unit_fee: unitFee }) =>
      amountOf({ quantity: exact(quantity), unitPrice: exact(unitFee) }, decimals)
    )
    return {
      ...row,
      cut_off: new Date(row.cut_off).toISOString(),
      amount: exact(row.amount).plus(ofFees).toFixed(decimals),
    }
  })
}
