import { lockSource } from "../database/locks"
import { ConsignmentError, notFound, refuseFields } from "../domain/errors"
import { guardPayment, statusOf, type Owed } from "../domain/payment"
import { exact, toText } from "../domain/quantity"
import { creditedOf, paidOf } from "../database/invoice-amounts"
import { newId } from "../database/new-id"
import { toDate, type Instant } from "../database/column-table"
import { insertRows, type Sql } from "../database/sql"
import {
  lockInvoice,
  sourceOf,
  toIssuedAt,
  type DecimalsOf,
  type InvoiceHead,
} from "../invoices/heads"
import { refuseOtherRequest } from "../ledger/posting/document-head"

export interface RecordPayment {
  invoice_id: string
  /** Below zero: paid back. */
  amount: string
  /** A day or an instant; default: now. */
  paid_at?: string
  reference?: string | null
  method?: string | null
  idempotency_key?: string
  created_by?: string | null
}

export interface ReversePayment {
  invoice_id: string
  payment_id: string
  idempotency_key?: string
  created_by?: string | null
}

export interface RecordedPayment {
  is_new: boolean
  invoice_id: string
  payment_id: string
}

export const table = "consignment_invoice_payment"

export const newPaymentId = (): string => newId("coninvp")

/** Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_OPEN_AMOUNT, IDEMPOTENCY_MISMATCH. */
export const recordPayment = async (
  sql: Sql,
  command: RecordPayment,
  decimalsOf: DecimalsOf,
  id: string = newPaymentId()
): Promise<RecordedPayment> => {
  const source = sourceOf("invoice_payment", command)
  const earlier = await findPayment(sql, source)
  if (earlier) return { is_new: false, invoice_id: command.invoice_id, payment_id: earlier }
  const head = await lockPayable(sql, command.invoice_id)
  const amount = exact(command.amount)
  guardPayment(amount, await loadOwed(sql, head.id), decimalsOf(head.currency_code))
  const paidAt = await toPaidAt(sql, head, command.paid_at)
  await insertRows(sql, table, [
    {
      id,
      invoice_id: head.id,
      amount: toText(amount),
      paid_at: paidAt.toISOString(),
      reference: command.reference ?? null,
      method: command.method ?? null,
      created_by: command.created_by ?? null,
      reverses_id: null,
      source_key: source.key,
      request_hash: source.requestHash,
    },
  ])
  await carryPaid(sql, head.id)
  return { is_new: true, invoice_id: head.id, payment_id: id }
}

/** Throws: NOT_FOUND, INVALID_DATA (it is a reversal itself), ALREADY_REVERSED, IDEMPOTENCY_MISMATCH. */
export const reversePayment = async (
  sql: Sql,
  command: ReversePayment,
  id: string = newPaymentId()
): Promise<RecordedPayment> => {
  const source = sourceOf("invoice_payment_reversal", command)
  const earlier = await findPayment(sql, source)
  if (earlier) return { is_new: false, invoice_id: command.invoice_id, payment_id: earlier }
  const head = await lockPayable(sql, command.invoice_id)
  const [payment] = await sql<{
    id: string
    amount: string
    reference: string | null
    method: string | null
    reverses_id: string | null
    reversed_by_id: string | null
  }>(
    `select p.id, p.amount::text, p.reference, p.method, p.reverses_id, r.id as reversed_by_id
     from ${table} p left join ${table} r on r.reverses_id = p.id where p.id = ? and p.invoice_id = ?`,
    [command.payment_id, head.id]
  )
  if (!payment) throw notFound("payment", command.payment_id)
  if (payment.reverses_id !== null) {
    refuseFields([
      {
        path: "payment_id",
        message: "A reversal is not reversed; record a payment instead.",
        reason: "payment_reversal",
      },
    ])
  }
  if (payment.reversed_by_id !== null) {
    throw new ConsignmentError("ALREADY_REVERSED", "The payment has been reversed before.", {
      id: payment.id,
    })
  }
  await insertRows(sql, table, [
    {
      id,
      invoice_id: head.id,
      amount: toText(exact(payment.amount).negated()),
      paid_at: new Date().toISOString(),
      reference: payment.reference,
      method: payment.method,
      created_by: command.created_by ?? null,
      reverses_id: payment.id,
      source_key: source.key,
      request_hash: source.requestHash,
    },
  ])
  await carryPaid(sql, head.id)
  return { is_new: true, invoice_id: head.id, payment_id: id }
}

/** A capture of an order's payment, or a refund below zero. */
export interface OrderPayment {
  /** Id of the capture or the refund. */
  id: string
  amount: string
  paid_at: string
  method: string | null
}

/** Takes over what was captured and refunded of the order of a sales invoice, each once; null if it is no such order. */
export const followOrder = async (
  sql: Sql,
  orderId: string,
  payments: OrderPayment[]
): Promise<RecordedPayment[] | null> => {
  const [invoice] = await sql<{ id: string }>(
    `select id from consignment_invoice
     where order_id = ? and kind = 'sales' and status <> 'draft' and deleted_at is null`,
    [orderId]
  )
  if (!invoice) return null
  await lockInvoice(sql, invoice.id)
  const known = await sql<{ source_key: string }>(
    `select source_key from ${table} where invoice_id = ? and source_key is not null`,
    [invoice.id]
  )
  const keys = new Set(known.map((row) => row.source_key))
  const added = payments.filter(
    ({ id, amount }) => !keys.has(`order:${id}`) && !exact(amount).isZero()
  )
  const rows = added.map(({ id, amount, paid_at, method }) => ({
    id: newPaymentId(),
    invoice_id: invoice.id,
    amount,
    paid_at,
    reference: null,
    method,
    created_by: null,
    reverses_id: null,
    source_key: `order:${id}`,
    request_hash: null,
  }))
  await insertRows(sql, table, rows)
  if (rows.length > 0) await carryPaid(sql, invoice.id)
  return rows.map(({ id }) => ({ is_new: true, invoice_id: invoice.id, payment_id: id }))
}

/** When it was paid. Throws: INVALID_DATA (in the future). */
export const toPaidAt = async (
  sql: Sql,
  head: InvoiceHead,
  given: string | undefined
): Promise<Date> => {
  const paidAt = await toIssuedAt(sql, head, given)
  if (paidAt.getTime() > Date.now()) {
    refuseFields([
      { path: "paid_at", message: "The payment date is in the future.", reason: "in_future" },
    ])
  }
  return paidAt
}

/** Throws: NOT_FOUND, INVALID_DATA (a draft, or a credit note). */
const lockPayable = async (sql: Sql, id: string): Promise<InvoiceHead> => {
  const head = await lockInvoice(sql, id)
  if (head.status === "draft" || head.kind === "credit_note") {
    refuseFields([{ path: "id", message: "Only a posted invoice is paid.", reason: "not_posted" }])
  }
  return head
}

const findPayment = async (
  sql: Sql,
  { key, requestHash }: { key: string | null; requestHash: string | null }
): Promise<string | null> => {
  if (key === null) return null
  await lockSource(sql, key)
  const [row] = await sql<{ id: string; request_hash: string | null }>(
    `select id, request_hash from ${table} where source_key = ?`,
    [key]
  )
  if (!row) return null
  refuseOtherRequest(key, row.request_hash, requestHash)
  return row.id
}

export const loadOwed = async (sql: Sql, id: string): Promise<Owed> => {
  const [row] = await sql<{ gross: string; credited: string; paid: string }>(
    `select (i.amount + i.tax_amount)::text as gross, ${creditedOf("i")}::text as credited,
       ${paidOf("i")}::text as paid from consignment_invoice i where i.id = ?`,
    [id]
  )
  return {
    gross: exact(row?.gross ?? 0),
    credited: exact(row?.credited ?? 0),
    paid: exact(row?.paid ?? 0),
  }
}

/** The status of an invoice follows what was paid and credited of it. */
export const carryPaid = async (sql: Sql, invoiceId: string): Promise<void> => {
  await sql(
    `update consignment_invoice set status = ?, updated_at = now() where id = ? and status <> 'draft'`,
    [statusOf(await loadOwed(sql, invoiceId)), invoiceId]
  )
}

export interface PaymentAnswer {
  id: string
  invoice_id: string
  amount: string
  paid_at: string
  reference: string | null
  method: string | null
  created_by: string | null
  created_at: string
  reverses_id: string | null
  reversed_by_id: string | null
}

type PaymentRow = Omit<PaymentAnswer, "paid_at" | "created_at"> & {
  paid_at: Instant
  created_at: Instant
  currency_code: string
}

/** Payments of invoices, in the order in which they were recorded. */
export const readPayments = async (
  sql: Sql,
  invoiceIds: string[],
  decimalsOf: DecimalsOf
): Promise<PaymentAnswer[]> => {
  const rows = await sql<PaymentRow>(
    `select p.id, p.invoice_id, p.amount::text, p.paid_at, p.reference, p.method, p.created_by, p.created_at,
       p.reverses_id, r.id as reversed_by_id, i.currency_code
     from ${table} p join consignment_invoice i on i.id = p.invoice_id
     left join ${table} r on r.reverses_id = p.id
     where p.invoice_id = any(?::text[]) order by p.sequence`,
    [invoiceIds]
  )
  return rows.map(({ currency_code, ...row }) => ({
    ...row,
    amount: exact(row.amount).toFixed(decimalsOf(currency_code)),
    paid_at: toDate(row.paid_at).toISOString(),
    created_at: toDate(row.created_at).toISOString(),
  }))
}
