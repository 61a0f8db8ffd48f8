import { ConsignmentError } from "../domain/errors"
import {
  amountOf,
  billingKinds,
  suggestInvoice,
  type BillingKind,
  type SuggestedLine,
} from "../domain/invoice"
import { exact, toText } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import { hashOf, refuseOtherRequest } from "../ledger/documents"
import { newId } from "../new-id"
import { requireContractor } from "../ledger/references"
import { insertRows, updateRow, type Sql } from "../sql"
import { loadBalances, loadLimits, loadPackSizes, loadStates, type InvoiceAccount } from "./state"

export type DecimalsOf = (currencyCode: string) => number

export interface CreateInvoice {
  contractor_id: string
  settlement_ids: string[]
  kind: BillingKind
  number?: string | null
  issued_at?: string
  idempotency_key?: string
  created_by?: string | null
}

interface NamedSettlement {
  id: string
  contractor_id: string
  direction: Direction
  currency_code: string
  status: string
}

export interface CreatedInvoice {
  is_new: boolean
  invoice_id: string
}

/**
 * Drafts an invoice over the balance up to the latest settlement named.
 * Throws: INVALID_DATA, CURRENCY_MISMATCH, IDEMPOTENCY_MISMATCH.
 */
export const createInvoice = async (
  sql: Sql,
  command: CreateInvoice,
  decimalsOf: DecimalsOf
): Promise<CreatedInvoice> => {
  const source = sourceOf("invoice", command)
  const earlier = await findInvoiceBySource(sql, source)
  if (earlier) return { is_new: false, invoice_id: earlier }
  await requireContractor(sql, command.contractor_id)
  const settlements = await requireSettlements(sql, command)
  const account = accountOf(settlements)
  refuseWrongKind(command.kind, account.direction)
  const lines = await suggest(sql, account, latestOf(settlements), command.kind)
  const id = newId("coninv")
  await insertRows(sql, "consignment_invoice", [
    {
      id,
      number: command.number ?? null,
      kind: command.kind,
      status: "draft",
      ...account,
      settlement_ids: command.settlement_ids,
      issued_at: command.issued_at ?? new Date().toISOString(),
      created_by: command.created_by ?? null,
      amount: "0",
      variance_amount: "0",
      source_key: source.key,
      request_hash: source.requestHash,
    },
  ]).catch(toNumberTaken)
  await insertRows(
    sql,
    "consignment_invoice_line",
    lines.map((line) => toLineRow(id, line, decimalsOf(account.currency_code)))
  )
  await carryAmount(sql, id)
  return { is_new: true, invoice_id: id }
}

/** The number of a supplier's invoice is his; the same one twice is the same paper. */
export const toNumberTaken = (error: unknown): never => {
  if (error instanceof Error && error.message.includes("IDX_consignment_invoice_number")) {
    throw new ConsignmentError(
      "INVALID_DATA",
      "The contractor has an invoice of this number already.",
      {
        path: "number",
        fields: [{ path: "number", message: "The number is taken." }],
      }
    )
  }
  throw error
}

const suggest = async (
  sql: Sql,
  account: InvoiceAccount,
  until: string,
  kind: BillingKind
): Promise<SuggestedLine[]> => {
  const balances = await loadBalances(sql, account, until)
  const itemIds = [...balances.keys()]
  if (itemIds.length === 0) return []
  return suggestInvoice({
    balances,
    states: await loadStates(sql, account, itemIds, until),
    limits: await loadLimits(sql, account, itemIds),
    packSizes:
      kind === "supplier" ? await loadPackSizes(sql, account.contractor_id, itemIds) : new Map(),
  })
}

const toLineRow = (invoiceId: string, line: SuggestedLine, decimals: number) => ({
  id: newId("coninvl"),
  invoice_id: invoiceId,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  quantity: toText(line.quantity),
  unit_price: toText(line.unitPrice),
  amount: toText(amountOf(line, decimals)),
  suggested_quantity: toText(line.quantity),
  suggested_unit_price: toText(line.unitPrice),
})

/** Oldest first. */
const requireSettlements = async (sql: Sql, command: CreateInvoice): Promise<NamedSettlement[]> => {
  const rows = await sql<NamedSettlement>(
    `select id, contractor_id, direction, currency_code, status from consignment_settlement
     where id = any(?::text[]) order by cut_off, closed_at, id for share`,
    [command.settlement_ids]
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  const faults = command.settlement_ids.flatMap((id, index) => {
    const settlement = known.get(id)
    const message = !settlement
      ? `There is no settlement ${id}.`
      : settlement.contractor_id !== command.contractor_id
        ? `Settlement ${id} is another contractor's.`
        : settlement.status !== "closed"
          ? `Settlement ${id} is cancelled.`
          : null
    return message === null ? [] : { path: `settlement_ids.${index}`, message }
  })
  const [first] = faults
  if (first) {
    throw new ConsignmentError("INVALID_DATA", first.message, { path: first.path, fields: faults })
  }
  return rows
}

const accountOf = (settlements: NamedSettlement[]): InvoiceAccount => {
  const [first, ...others] = settlements
  if (!first)
    throw new ConsignmentError("INVALID_DATA", "Name a settlement.", { path: "settlement_ids" })
  const { contractor_id, direction, currency_code } = first
  if (others.some((other) => other.currency_code !== currency_code)) {
    throw new ConsignmentError("CURRENCY_MISMATCH", "The settlements are in several currencies.", {
      currencies: [...new Set(settlements.map((settlement) => settlement.currency_code))],
    })
  }
  if (others.some((other) => other.direction !== direction)) {
    throw new ConsignmentError("INVALID_DATA", "The settlements are of both directions.", {
      path: "settlement_ids",
    })
  }
  return { contractor_id, direction, currency_code }
}

const latestOf = (settlements: NamedSettlement[]): string => settlements.at(-1)?.id ?? ""

const refuseWrongKind = (kind: BillingKind, direction: Direction): void => {
  if (billingKinds[direction].includes(kind)) return
  throw new ConsignmentError(
    "INVALID_DATA",
    `An invoice of kind ${kind} is not made from ${direction} settlements.`,
    {
      path: "kind",
      fields: [{ path: "kind", message: `Not for ${direction} settlements.` }],
    }
  )
}

export interface InvoiceHead extends InvoiceAccount {
  id: string
  kind: string
  status: string
  number: string | null
  order_id: string | null
}

/** Throws: NOT_FOUND. */
export const lockInvoice = async (sql: Sql, id: string): Promise<InvoiceHead> => {
  const [row] = await sql<InvoiceHead>(
    `select id, kind, status, number, order_id, contractor_id, direction, currency_code from consignment_invoice
     where id = ? and deleted_at is null for update`,
    [id]
  )
  if (row) return row
  throw new ConsignmentError("NOT_FOUND", `Invoice ${id} was not found.`, { id })
}

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

/** Changes number or date of a draft, to match the paper. Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA. */
export const updateInvoice = async (
  sql: Sql,
  { invoice_id: id, ...change }: UpdateInvoice
): Promise<void> => {
  await lockDraft(sql, id)
  await updateRow(sql, "consignment_invoice", id, change).catch(toNumberTaken)
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

const carryAmount = async (sql: Sql, invoiceId: string): Promise<void> => {
  await sql(
    `update consignment_invoice set updated_at = now(),
       amount = (select coalesce(sum(amount), 0) from consignment_invoice_line where invoice_id = ?)
     where id = ?`,
    [invoiceId, invoiceId]
  )
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
  requestHash: key === undefined ? null : hashOf(request),
})

/** The lock lets a simultaneous call with the same key wait for the first. Throws: IDEMPOTENCY_MISMATCH. */
export const findInvoiceBySource = async (
  sql: Sql,
  { key, requestHash }: InvoiceSource
): Promise<string | null> => {
  if (key === null) return null
  await sql(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [key])
  const [row] = await sql<{ id: string; request_hash: string | null }>(
    `select id, request_hash from consignment_invoice where source_key = ?`,
    [key]
  )
  if (!row) return null
  refuseOtherRequest(key, row.request_hash, requestHash)
  return row.id
}
