import { ConsignmentError } from "../domain/errors"
import { amountOf } from "../domain/invoice"
import { exact, toText } from "../domain/quantity"
import { refuseOtherKeys } from "../database/columns"
import { newId } from "../database/new-id"
import { insertRows, updateRow, type Sql } from "../database/sql"
import {
  carryAmount,
  lockInvoice,
  toIssuedAt,
  refuseNumberTaken,
  type DecimalsOf,
  type InvoiceHead,
} from "./heads"

/** Throws: NOT_FOUND, DOCUMENT_POSTED. */
const lockDraft = async (sql: Sql, id: string): Promise<InvoiceHead> => {
  const head = await lockInvoice(sql, id)
  if (head.status === "draft") return head
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    "A posted invoice is not changed; credit it instead.",
    { id }
  )
}

export interface UpdateInvoice {
  invoice_id: string
  /** Null takes it away. */
  number?: string | null
  issued_at?: string
}

const changeableFields: ReadonlySet<string> = new Set(["number", "issued_at"])

/** Changes number or date of a draft, to match the paper. Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA. */
export const updateInvoice = async (
  sql: Sql,
  { invoice_id: id, ...change }: UpdateInvoice
): Promise<void> => {
  refuseOtherKeys(change, changeableFields)
  const head = await lockDraft(sql, id)
  const { issued_at: issuedAt, ...named } = change
  await updateRow(sql, "consignment_invoice", id, {
    ...named,
    ...(issuedAt === undefined ? {} : { issued_at: await toIssuedAt(sql, head, issuedAt) }),
  }).catch(refuseNumberTaken)
}

export interface InvoiceLineCommand {
  invoice_id: string
  line_id?: string
  inventory_item_id?: string
  sku?: string | null
  quantity?: string
  unit_price?: string
}

/** Adds a line that the settlement does not suggest. Throws: NOT_FOUND, DOCUMENT_POSTED. */
export const addInvoiceLine = async (
  sql: Sql,
  command: InvoiceLineCommand,
  decimalsOf: DecimalsOf
): Promise<void> => {
  const head = await lockDraft(sql, command.invoice_id)
  const line = { quantity: exact(command.quantity ?? 0), unitPrice: exact(command.unit_price ?? 0) }
  await insertRows(sql, "consignment_invoice_line", [
    {
      id: newId("coninvl"),
      invoice_id: head.id,
      inventory_item_id: command.inventory_item_id,
      sku: command.sku ?? null,
      quantity: toText(line.quantity),
      unit_price: toText(line.unitPrice),
      amount: toText(amountOf(line, decimalsOf(head.currency_code))),
      suggested_quantity: "0",
      suggested_unit_price: null,
    },
  ])
  await carryAmount(sql, head.id)
}

/** Changes quantity or price of a line, to match the supplier's paper. Throws: NOT_FOUND, DOCUMENT_POSTED. */
export const updateInvoiceLine = async (
  sql: Sql,
  command: InvoiceLineCommand,
  decimalsOf: DecimalsOf
): Promise<void> => {
  const head = await lockDraft(sql, command.invoice_id)
  const known = await requireLine(sql, command)
  const line = {
    quantity: exact(command.quantity ?? known.quantity),
    unitPrice: exact(command.unit_price ?? known.unit_price),
  }
  await sql(
    `update consignment_invoice_line set quantity = ?, unit_price = ?, amount = ?, updated_at = now() where id = ?`,
    [
      toText(line.quantity),
      toText(line.unitPrice),
      toText(amountOf(line, decimalsOf(head.currency_code))),
      known.id,
    ]
  )
  await carryAmount(sql, head.id)
}

/** Throws: NOT_FOUND, DOCUMENT_POSTED. */
export const deleteInvoiceLine = async (sql: Sql, command: InvoiceLineCommand): Promise<void> => {
  const head = await lockDraft(sql, command.invoice_id)
  const line = await requireLine(sql, command)
  await sql(`delete from consignment_invoice_line where id = ?`, [line.id])
  await carryAmount(sql, head.id)
}

/** Throws: NOT_FOUND, DOCUMENT_POSTED. */
export const deleteInvoice = async (sql: Sql, id: string): Promise<void> => {
  await lockDraft(sql, id)
  await sql(`delete from consignment_invoice_line where invoice_id = ?`, [id])
  await sql(`delete from consignment_invoice where id = ?`, [id])
}

const requireLine = async (sql: Sql, { invoice_id, line_id }: InvoiceLineCommand) => {
  const [line] = await sql<{ id: string; quantity: string; unit_price: string }>(
    `select id, quantity::text, unit_price::text from consignment_invoice_line where id = ? and invoice_id = ?`,
    [line_id, invoice_id]
  )
  if (line) return line
  throw new ConsignmentError("NOT_FOUND", `Line ${line_id ?? ""} was not found.`, { id: line_id })
}
