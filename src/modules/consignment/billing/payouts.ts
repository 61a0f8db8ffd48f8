import { lockRows } from "../database/locks"
import { beginPosting } from "../database/begin-posting"
import { toDate, toDateOrNull, type Instant } from "../database/column-table"
import { insertRows, type Sql } from "../database/sql"
import { refuseLines, type RefusedLine } from "../domain/errors"
import {
  problemsOfPayee,
  refuseUnpayable,
  type PayoutLine,
  type PayoutProblem,
} from "../domain/payout"
import { exact, toText } from "../domain/quantity"
import { sourceOf, type DecimalsOf, type InvoiceHead } from "../invoices/heads"
import { refuseOtherRequest } from "../ledger/posting/document-head"
import { OPEN } from "./open-items"
import { carryPaid, newPaymentId, table, toPaidAt, type RecordedPayment } from "./payments"

export interface PayableFilter {
  contractor_id?: string
  currency_code?: string
  /** A day: what is due until its end. */
  due_until?: string
}

/** An invoice that the store owes a supplier. */
export interface Payable {
  invoice_id: string
  number: string | null
  contractor_id: string
  contractor_code: string
  contractor_name: string
  iban: string | null
  currency_code: string
  issued_at: string
  due_at: string | null
  open_amount: string
  /** The reason why it is left out of a payment file. */
  problems: PayoutProblem[]
}

export interface PayoutSelection {
  /** The amount defaults to all that is open. */
  lines: { invoice_id: string; amount?: string }[]
}

export interface RecordPayout extends PayoutSelection {
  paid_at?: string
  reference?: string | null
  method?: string | null
  idempotency_key?: string
  created_by?: string | null
}

type PayableRow = Omit<Payable, "issued_at" | "due_at" | "problems"> & {
  issued_at: Instant
  due_at: Instant | null
}

const PAYABLE = `${OPEN} o join consignment_contractor c on c.id = o.contractor_id
  where o.direction = 'inbound' and o.open > 0`

/** Amounts the store owes its suppliers, by partner and due date, with the sums by currency. */
export const readPayables = async (
  sql: Sql,
  filter: PayableFilter,
  page: { limit: number; offset: number },
  decimalsOf: DecimalsOf
) => {
  const conditions = [
    ["o.contractor_id = ?", filter.contractor_id],
    ["o.currency_code = ?", filter.currency_code],
    ["o.due_at < ?::date + 1", filter.due_until],
  ].filter((condition): condition is [string, string] => condition[1] !== undefined)
  const where = [PAYABLE, ...conditions.map(([condition]) => condition)].join(" and ")
  const parameters = conditions.map(([, parameter]) => parameter)
  const rows = await sql<PayableRow>(
    `select o.id as invoice_id, o.number, o.contractor_id, c.code as contractor_code, c.name as contractor_name, c.iban,
       o.currency_code, o.issued_at, o.due_at, o.open::text as open_amount
     from ${where} order by c.name, c.id, o.due_at nulls last, o.issued_at, o.id limit ? offset ?`,
    [...parameters, page.limit, page.offset]
  )
  const sums = await sql<{ currency_code: string; open: string; count: number }>(
    `select o.currency_code, sum(o.open)::text as open, count(*)::int as count from ${where} group by 1 order by 1`,
    parameters
  )
  return {
    payables: rows.map((row): Payable => {
      return {
        ...row,
        issued_at: toDate(row.issued_at).toISOString(),
        due_at: toDateOrNull(row.due_at)?.toISOString() ?? null,
        open_amount: exact(row.open_amount).toFixed(decimalsOf(row.currency_code)),
        problems: problemsOfPayee(row),
      }
    }),
    sums: sums.map(({ currency_code: currency, open }) => ({
      currency_code: currency,
      open_amount: exact(open).toFixed(decimalsOf(currency)),
    })),
    count: sums.reduce((sum, { count }) => sum + count, 0),
  }
}

/** An invoice of a payout, in the order of the request. */
export interface PlannedPayout extends PayoutLine {
  invoice_id: string
  contractor_id: string
  contractor_code: string
  due_at: string | null
  head: InvoiceHead
}

/** Throws: INVALID_DATA (unknown or no supplier's invoice, nothing open), EXCEEDS_OPEN_AMOUNT; names every line. */
export const planPayout = async (
  sql: Sql,
  { lines }: PayoutSelection,
  decimalsOf: DecimalsOf
): Promise<PlannedPayout[]> => {
  const rows = await sql<
    InvoiceHead & {
      contractor_code: string
      contractor_name: string
      iban: string | null
      due_at: Instant | null
      open: string
    }
  >(
    `select o.id, o.kind, o.status, o.number, o.order_id, o.contractor_id, o.direction, o.currency_code, o.issued_at,
       c.code as contractor_code, c.name as contractor_name, c.iban, o.due_at, o.open::text as open
     from ${OPEN} o join consignment_contractor c on c.id = o.contractor_id
     where o.direction = 'inbound' and o.id = any(?::text[])`,
    [lines.map((line) => line.invoice_id)]
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  const seen = new Set<string>()
  const planned: PlannedPayout[] = []
  refuseLines(
    "INVALID_DATA",
    lines.flatMap(({ invoice_id: id, amount }, index): RefusedLine[] => {
      const row = found.get(id)
      const path = "invoice_id"
      if (!row) {
        const message = `${id} is no posted invoice of a supplier.`
        return [{ index, code: "INVALID_DATA", path, message, reason: "unknown" }]
      }
      if (seen.has(id)) {
        const message = `${row.number ?? id} is named twice.`
        return [{ index, code: "INVALID_DATA", path, message, reason: "repeated" }]
      }
      seen.add(id)
      const { contractor_code, contractor_name, iban, due_at: dueAt, open, ...head } = row
      planned.push({
        invoice_id: id,
        number: row.number,
        contractor_id: row.contractor_id,
        contractor_code,
        contractor_name,
        iban,
        currency_code: row.currency_code,
        due_at: toDateOrNull(dueAt)?.toISOString() ?? null,
        open: exact(open),
        amount: exact(amount ?? open),
        head,
      })
      return []
    })
  )
  refuseUnpayable(planned, decimalsOf)
  return planned
}

/** Pays all of the invoices, or none. Throws as `planPayout` does, and IDEMPOTENCY_MISMATCH. */
export const recordPayout = async (
  sql: Sql,
  command: RecordPayout,
  decimalsOf: DecimalsOf,
  ids: string[] = command.lines.map(newPaymentId)
): Promise<RecordedPayment[]> => {
  const source = sourceOf("payout", command)
  const invoiceIds = command.lines.map((line) => line.invoice_id)
  const earlier = await findPayout(sql, source)
  if (earlier.length > 0) return earlier
  await beginPosting(sql)
  await lockRows(sql, "invoicesToPay", "id", [invoiceIds])
  const planned = await planPayout(sql, command, decimalsOf)
  const rows = []
  for (const [index, { invoice_id: id, amount, head }] of planned.entries()) {
    rows.push({
      id: ids[index],
      invoice_id: id,
      amount: toText(amount),
      paid_at: (await toPaidAt(sql, head, command.paid_at)).toISOString(),
      reference: command.reference ?? null,
      method: command.method ?? null,
      created_by: command.created_by ?? null,
      reverses_id: null,
      source_key: source.key && `${source.key}:${index}`,
      request_hash: source.requestHash,
    })
  }
  await insertRows(sql, table, rows)
  for (const id of invoiceIds) await carryPaid(sql, id)
  return rows.map(({ id = "", invoice_id }) => ({ is_new: true, invoice_id, payment_id: id }))
}

const findPayout = async (
  sql: Sql,
  { key, requestHash }: { key: string | null; requestHash: string | null }
): Promise<RecordedPayment[]> => {
  if (key === null) return []
  await sql(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [key])
  const [first] = await sql<{ request_hash: string | null }>(
    `select request_hash from ${table} where source_key = ?`,
    [`${key}:0`]
  )
  if (!first) return []
  refuseOtherRequest(key, first.request_hash, requestHash)
  const rows = await sql<{ id: string; invoice_id: string }>(
    `select id, invoice_id from ${table} where request_hash = ? and starts_with(source_key, ?) order by sequence`,
    [first.request_hash, `${key}:`]
  )
  return rows.map((row) => ({ is_new: false, invoice_id: row.invoice_id, payment_id: row.id }))
}
