import { violatedIndex } from "../database/violated-index"
import { lockRows, lockSource } from "../database/locks"
import { ConsignmentError } from "../domain/errors"
import { withMidnights } from "../domain/fingerprint"
import { hashOf, refuseOtherRequest } from "../ledger/posting/document-head"
import { beginPosting } from "../database/begin-posting"
import { toDateOf } from "../ledger/posting/business-date"
import type { Instant } from "../database/column-table"
import type { Sql } from "../database/sql"
import type { InvoiceAccount } from "./state"

export type DecimalsOf = (currencyCode: string) => number

export interface CreatedInvoice {
  is_new: boolean
  invoice_id: string
}

export interface InvoiceHead extends InvoiceAccount {
  id: string
  kind: string
  status: string
  number: string | null
  order_id: string | null
  issued_at: Instant
}

/** When an invoice is issued; a day begins in the time zone of the account's agreement, and today means now. */
export const toIssuedAt = async (
  sql: Sql,
  account: InvoiceAccount,
  issuedAt: string | undefined
): Promise<Date> => {
  const now = new Date()
  if (issuedAt === undefined) return now
  return await toDateOf(
    sql,
    {
      contractorId: account.contractor_id,
      direction: account.direction,
      currencyCode: account.currency_code,
    },
    issuedAt,
    now
  )
}

/** Locks an invoice that is about to be changed. Throws: NOT_FOUND. */
export const lockInvoice = async (sql: Sql, id: string): Promise<InvoiceHead> => {
  await beginPosting(sql)
  const [row] = await lockRows<InvoiceHead>(
    sql,
    "invoice",
    "id, kind, status, number, order_id, contractor_id, direction, currency_code, issued_at",
    [id]
  )
  if (row) return row
  throw new ConsignmentError("NOT_FOUND", `Invoice ${id} was not found.`, { id })
}

/** The amount of an invoice is that of its lines. */
export const carryAmount = async (sql: Sql, invoiceId: string): Promise<void> => {
  await sql(
    `update consignment_invoice set updated_at = now(),
       amount = (select coalesce(sum(amount), 0) from consignment_invoice_line where invoice_id = ?)
     where id = ?`,
    [invoiceId, invoiceId]
  )
}

/** The number of a supplier's invoice is his; the same one twice is the same paper. */
export const refuseNumberTaken = (error: unknown): never => {
  if (violatedIndex(error) === "IDX_consignment_invoice_number") {
    throw new ConsignmentError(
      "INVALID_DATA",
      "The contractor has an invoice of this number already.",
      {
        path: "number",
        fields: [{ path: "number", message: "The number is taken.", reason: "taken" }],
      }
    )
  }
  throw error
}

export interface InvoiceSource {
  key: string | null
  requestHash: string | null
}

export const sourceOf = (
  type: string,
  {
    idempotency_key: key,
    created_by: _,
    ...request
  }: { idempotency_key?: string; created_by?: string | null }
): InvoiceSource => ({
  key: key === undefined ? null : `${type}:${key}`,
  requestHash: key === undefined ? null : hashOf(withMidnights(request)),
})

/** The lock lets a simultaneous call with the same key wait for the first. Throws: IDEMPOTENCY_MISMATCH. */
export const findInvoiceBySource = async (
  sql: Sql,
  { key, requestHash }: InvoiceSource
): Promise<string | null> => {
  if (key === null) return null
  await lockSource(sql, key)
  const [row] = await sql<{ id: string; request_hash: string | null }>(
    `select id, request_hash from consignment_invoice where source_key = ?`,
    [key]
  )
  if (!row) return null
  refuseOtherRequest(key, row.request_hash, requestHash)
  return row.id
}
