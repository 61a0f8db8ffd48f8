import type { Decimal } from "decimal.js"
import { invoiceCreditedEvent, invoicePostedEvent } from "../domain/announcement"
import { ConsignmentError, refuseFields } from "../domain/errors"
import {
  amountOf,
  decideCredit,
  decideInvoice,
  feeVarianceOf,
  isWrittenByCustomer,
  type CreditLine,
  type InvoiceAllocation,
  type InvoiceLine,
  type InvoiceLineKind,
} from "../domain/invoice"
import { exact, notBelowZero, sumOf, toText, ZERO } from "../domain/quantity"
import {
  taxOf,
  toCreditTaxLines,
  toTaxLines,
  type TaxLine,
  type VatCategory,
  type VatRate,
} from "../domain/vat"
import { carryPaid } from "../billing/payments"
import { carryPrepaid, changeInvoiced } from "../ledger/posting/append-posting"
import { SELF_BILLED } from "../domain/number-prefixes"
import { nextNumber, nextOf } from "../ledger/posting/document-head"
import { lockAccount } from "../ledger/posting/lock-account"
import { newId } from "../database/new-id"
import { announce } from "../ledger/posting/outbox"
import { requireContractor, refuseUnknownOnLines } from "../ledger/posting/references"
import { wasRequested } from "../ledger/posting/request-keys"
import { toDate } from "../database/column-table"
import { insertRows, type Sql } from "../database/sql"
import {
  findInvoiceBySource,
  lockInvoice,
  sourceOf,
  toIssuedAt,
  refuseNumberTaken,
  type CreatedInvoice,
  type DecimalsOf,
  type InvoiceHead,
} from "./heads"
import { refuseClosedFees } from "./return-fees"
import {
  carryInvoiced,
  loadLimits,
  loadLying,
  loadStates,
  lockInvoicedLots,
  lockOpenLots,
  type InvoiceAccount,
} from "./state"
import {
  loadDueAt,
  loadParties,
  requireVat,
  toStoredTaxLines,
  writeVat,
  type HostTaxes,
} from "./taxes"

export interface PostInvoice {
  invoice_id: string
  /** The order of the host that a sales invoice becomes. */
  order_id?: string | null
  /** Taxes by the host's tax regions. */
  taxes?: HostTaxes
  idempotency_key?: string
}

/**
 * Posts a draft: its quantities are allocated to lots and count as invoiced from now on. Answers false if an earlier
 * call with the same key has posted it.
 * Throws: NOT_FOUND, DOCUMENT_POSTED, INVALID_DATA (no lines, no number of the customer's), EXCEEDS_RECEIVED,
 * VAT_RATE_MISSING, ADDRESS_MISSING.
 */
export const postInvoice = async (
  sql: Sql,
  command: PostInvoice,
  decimalsOf: DecimalsOf
): Promise<boolean> => {
  const { invoice_id: invoiceId, idempotency_key: key } = command
  if (await wasRequested(sql, "invoice_post", invoiceId, key)) return false
  const head = await lockInvoice(sql, command.invoice_id)
  if (head.status !== "draft") {
    throw new ConsignmentError("DOCUMENT_POSTED", "The invoice has been posted before.", {
      id: head.id,
    })
  }
  const lines = await loadLines(sql, head.id)
  const goods = lines.filter((line) => line.kind === "goods")
  const fees = lines.filter((line) => line.kind === "return_fee")
  const itemIds = [...new Set(goods.map((line) => line.inventoryItemId))]
  await lockOpenLots(sql, head, itemIds)
  await lockAccount(sql, head)
  if (lines.length === 0) {
    throw new ConsignmentError("INVALID_DATA", "An invoice without lines is not posted.", {
      path: "lines",
    })
  }
  requireCustomersNumber(head, head.number)
  await refuseClosedFees(
    sql,
    head,
    fees.map((line) => ({ ...line, unitFee: line.suggestedUnitPrice ?? line.unitPrice }))
  )
  const decided = decideInvoice({
    lines: goods,
    states: await loadStates(sql, head, itemIds, null),
    lying: await loadLying(sql, head, itemIds),
    limits: await loadLimits(sql, head, itemIds),
    decimals: decimalsOf(head.currency_code),
  })
  const vat = await requireVat(sql, head, lines, command.taxes)
  const decimals = decimalsOf(head.currency_code)
  const taxLines = toTaxLines(
    lines.map((line, index) => ({
      amount: amountOf(line, decimals),
      vat: vat[index] ?? null,
    })),
    decimals
  )
  await writeVat(
    sql,
    lines.map(({ id }, index) => ({ id, vat: vat[index] ?? null }))
  )
  await insertAllocations(sql, head.id, decided.allocations, null)
  await changeInvoiced(sql, decided.allocations)
  await carryPrepaid(sql, [...new Set(decided.allocations.map(({ lotId }) => lotId))])
  await carryInvoiced(
    sql,
    head,
    goods.map((line) => ({
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      quantity: toText(line.quantity),
    }))
  )
  const number =
    head.number ?? (await nextFreeNumber(sql, head, head.kind, await toNumbering(sql, head)))
  await sql(
    `update consignment_invoice set status = 'posted', number = ?, posted_at = now(), amount = ?,
       variance_amount = ?, order_id = ?, tax_amount = ?, tax_lines = ?::jsonb, due_at = ?, parties = ?::jsonb,
       updated_at = now() where id = ?`,
    [
      number,
      toText(decided.amount.plus(sumOf(fees, (line) => amountOf(line, decimals)))),
      toText(decided.varianceAmount.plus(feeVarianceOf(fees, decimals))),
      command.order_id ?? null,
      toText(taxOf(taxLines)),
      JSON.stringify(toStoredTaxLines(taxLines)),
      (await loadDueAt(sql, head, toDate(head.issued_at)))?.toISOString() ?? null,
      JSON.stringify(await loadParties(sql, head.contractor_id)),
      head.id,
    ]
  )
  await announce(sql, invoicePostedEvent, head.id)
  return true
}

type Numbering = () => Promise<string>

/** Throws: INVALID_DATA if the customer writes such papers and it is not told how he has numbered this one. */
const requireCustomersNumber = (head: InvoiceHead, number: string | null | undefined): void => {
  if (number || !isWrittenByCustomer(head)) return
  refuseFields([
    {
      path: "number",
      message: "The number is the one on the customer's paper.",
      reason: "required",
    },
  ])
}

/** Self-billed invoices are numbered in a series of each contractor, as if he wrote them. */
const toNumbering = async (sql: Sql, head: InvoiceHead): Promise<Numbering> => {
  if (head.kind !== "self_billed") return () => nextNumber(sql, "invoice")
  const [contractor] = await sql<{ code: string }>(
    `select code from consignment_contractor where id = ?`,
    [head.contractor_id]
  )
  return () =>
    nextOf(sql, `self_billed:${head.contractor_id}`, `${SELF_BILLED}-${contractor?.code ?? ""}`)
}

/** A number that somebody has given to a paper of the contractor is left out. */
const nextFreeNumber = async (
  sql: Sql,
  account: InvoiceAccount,
  kind: string,
  next: Numbering
): Promise<string> => {
  const number = await next()
  const taken = await sql(
    `select 1 from consignment_invoice where contractor_id = ? and direction = ? and kind = ? and number = ? and deleted_at is null`,
    [account.contractor_id, account.direction, kind, number]
  )
  return taken.length === 0 ? number : await nextFreeNumber(sql, account, kind, next)
}

export interface CreditInvoice {
  invoice_id: string
  /** The id of the credit note, if it is known already. */
  credit_note_id?: string
  number?: string | null
  issued_at?: string
  lines: { line_id: string; quantity: string }[]
  idempotency_key?: string
  created_by?: string | null
}

/**
 * Posts a credit note: it undoes allocations of invoice lines, prepaid first, then newest.
 * Throws: NOT_FOUND, INVALID_DATA, EXCEEDS_REVERSIBLE, IDEMPOTENCY_MISMATCH.
 */
export const creditInvoice = async (
  sql: Sql,
  command: CreditInvoice,
  decimalsOf: DecimalsOf
): Promise<CreatedInvoice> => {
  const { credit_note_id: id = newId("coninv"), ...request } = command
  const source = sourceOf("credit_note", request)
  const earlier = await findInvoiceBySource(sql, source)
  if (earlier) return { is_new: false, invoice_id: earlier }
  const head = await lockInvoice(sql, command.invoice_id)
  if (head.status === "draft" || head.kind === "credit_note") {
    throw new ConsignmentError("INVALID_DATA", "Only a posted invoice can be credited.", {
      path: "id",
    })
  }
  requireCustomersNumber(head, command.number)
  // A balance of a deleted contractor could not be invoiced again.
  await requireContractor(sql, head.contractor_id)
  await lockInvoicedLots(sql, head.id)
  await lockAccount(sql, head)
  const invoiceLines = new Map((await loadLines(sql, head.id)).map((line) => [line.id, line]))
  refuseUnknownOnLines(
    "line_id",
    command.lines.map((line, index) => ({ index, value: line.line_id })),
    new Set(invoiceLines.keys())
  )
  const lines = await toCreditLines(sql, command, invoiceLines)
  const decimals = decimalsOf(head.currency_code)
  const decided = decideCredit(lines, decimals)
  const taxLines = await creditTaxes(sql, head.id, lines, decided.amounts, decimals)
  await insertRows(sql, "consignment_invoice", [
    {
      id,
      number:
        command.number ??
        (await nextFreeNumber(sql, head, "credit_note", () => nextNumber(sql, "credit_note"))),
      kind: "credit_note",
      status: "posted",
      contractor_id: head.contractor_id,
      direction: head.direction,
      currency_code: head.currency_code,
      settlement_ids: [],
      credited_invoice_id: head.id,
      order_id: head.order_id,
      issued_at: await toIssuedAt(sql, head, command.issued_at),
      posted_at: new Date().toISOString(),
      created_by: command.created_by ?? null,
      amount: toText(decided.amount),
      variance_amount: "0",
      tax_amount: toText(taxOf(taxLines)),
      tax_lines: toStoredTaxLines(taxLines),
      parties: await loadParties(sql, head.contractor_id),
      source_key: source.key,
      request_hash: source.requestHash,
    },
  ]).catch(refuseNumberTaken)
  await insertRows(
    sql,
    "consignment_invoice_line",
    lines.map((line, index) => {
      const credited = invoiceLines.get(line.invoiceLineId)
      return {
        id: line.id,
        invoice_id: id,
        kind: credited?.kind ?? "goods",
        inventory_item_id: credited?.inventoryItemId ?? "",
        sku: credited?.sku ?? null,
        quantity: toText(line.quantity),
        unit_price: toText(line.unitPrice),
        amount: toText(decided.amounts[index] ?? ZERO),
        credited_line_id: line.invoiceLineId,
        tax_rate: line.vat && toText(line.vat.rate),
        tax_category: line.vat && line.vat.category,
      }
    })
  )
  await insertAllocations(
    sql,
    id,
    decided.allocations,
    (lineId) => lines.find((line) => line.id === lineId)?.invoiceLineId ?? null
  )
  await changeInvoiced(
    sql,
    decided.allocations.map((allocation) => ({
      ...allocation,
      quantity: allocation.quantity.negated(),
    }))
  )
  await carryPrepaid(sql, [...new Set(decided.allocations.map(({ lotId }) => lotId))])
  await carryInvoiced(
    sql,
    head,
    lines.filter(isOfGoods).map((line) => {
      const credited = invoiceLines.get(line.invoiceLineId)
      return {
        inventory_item_id: credited?.inventoryItemId ?? "",
        sku: credited?.sku ?? null,
        quantity: toText(line.quantity.negated()),
      }
    })
  )
  await carryPaid(sql, head.id)
  await announce(sql, invoiceCreditedEvent, id)
  return { is_new: true, invoice_id: id }
}

/** The VAT of a credit note, by what earlier ones have left of the invoice's. */
const creditTaxes = async (
  sql: Sql,
  invoiceId: string,
  lines: TaxedCreditLine[],
  amounts: Decimal[],
  decimals: number
): Promise<TaxLine[]> => {
  const rows = await sql<{
    rate: string
    category: VatCategory
    net_amount: string
    tax_amount: string
  }>(
    `select t.category, t.rate::text, sum(t.net_amount * i.sign)::text as net_amount,
       sum(t.tax_amount * i.sign)::text as tax_amount
     from (
       select tax_lines, 1 as sign from consignment_invoice where id = ?
       union all
       select tax_lines, -1 from consignment_invoice where credited_invoice_id = ? and deleted_at is null) i,
       jsonb_to_recordset(i.tax_lines) as t (rate numeric, category text, net_amount numeric, tax_amount numeric)
     group by t.category, t.rate`,
    [invoiceId, invoiceId]
  )
  const left = rows.map((row) => ({
    rate: exact(row.rate),
    category: row.category,
    netAmount: exact(row.net_amount),
    taxAmount: exact(row.tax_amount),
  }))
  return toCreditTaxLines(
    lines.map(({ vat }, index) => ({ amount: amounts[index] ?? ZERO, vat })),
    left,
    decimals
  )
}

type LoadedLine = InvoiceLine & { kind: InvoiceLineKind }

const loadLines = async (sql: Sql, invoiceId: string): Promise<LoadedLine[]> => {
  const rows = await sql<{
    id: string
    kind: InvoiceLineKind
    inventory_item_id: string
    sku: string | null
    quantity: string
    unit_price: string
    suggested_unit_price: string | null
  }>(
    `select id, kind, inventory_item_id, sku, quantity::text, unit_price::text, suggested_unit_price::text
     from consignment_invoice_line where invoice_id = ? order by sequence`,
    [invoiceId]
  )
  return rows.map((row, index) => ({
    id: row.id,
    kind: row.kind,
    index,
    inventoryItemId: row.inventory_item_id,
    sku: row.sku,
    quantity: exact(row.quantity),
    unitPrice: exact(row.unit_price),
    suggestedUnitPrice: row.suggested_unit_price === null ? null : exact(row.suggested_unit_price),
  }))
}

const insertAllocations = async (
  sql: Sql,
  invoiceId: string,
  allocations: InvoiceAllocation[],
  creditedLineOf: ((lineId: string) => string | null) | null
): Promise<void> => {
  await insertRows(
    sql,
    "consignment_invoice_allocation",
    allocations.map((allocation) => ({
      id: newId("coninva"),
      invoice_id: invoiceId,
      line_id: allocation.lineId,
      lot_id: allocation.lotId,
      quantity: toText(allocation.quantity),
      unit_cost: toText(allocation.unitCost),
      prepaid: allocation.prepaid,
      credited_line_id: creditedLineOf?.(allocation.lineId) ?? null,
    }))
  )
}

const isOfGoods = (line: CreditLine): boolean => line.feeLeft === undefined

type TaxedCreditLine = CreditLine & { vat: VatRate | null }

/** Each credited line with its allocations, less what earlier credit notes have undone. */
const toCreditLines = async (
  sql: Sql,
  command: CreditInvoice,
  invoiceLines: ReadonlyMap<string, LoadedLine>
): Promise<TaxedCreditLine[]> => {
  const lineIds = command.lines.map((line) => line.line_id)
  const rows = await sql<{
    line_id: string
    sequence: number
    lot_id: string
    quantity: string
    unit_cost: string
    prepaid: boolean
  }>(
    `select a.line_id, min(a.sequence)::float8 as sequence, a.lot_id, a.unit_cost::text, a.prepaid,
       (sum(a.quantity) - coalesce((
         select sum(c.quantity) from consignment_invoice_allocation c
         where c.credited_line_id = a.line_id and c.lot_id = a.lot_id and c.unit_cost = a.unit_cost
           and c.prepaid = a.prepaid), 0))::text as quantity
     from consignment_invoice_allocation a where a.line_id = any(?::text[])
     group by a.line_id, a.lot_id, a.unit_cost, a.prepaid`,
    [lineIds]
  )
  const allocations = rows.map((row) => ({
    lineId: row.line_id,
    sequence: row.sequence,
    lotId: row.lot_id,
    quantity: exact(row.quantity),
    unitCost: exact(row.unit_cost),
    prepaid: row.prepaid,
  }))
  const amounts = await sql<{
    id: string
    left: string
    quantity_left: string
    tax_rate: string | null
    tax_category: VatCategory | null
  }>(
    `select l.id, l.tax_rate::text, l.tax_category, (l.amount - coalesce((
       select sum(c.amount) from consignment_invoice_line c where c.credited_line_id = l.id), 0))::text as left,
       (l.quantity - coalesce((
       select sum(c.quantity) from consignment_invoice_line c where c.credited_line_id = l.id), 0))::text as quantity_left
     from consignment_invoice_line l where l.id = any(?::text[])`,
    [lineIds]
  )
  const amountLeft = new Map(amounts.map(({ id, left }) => [id, notBelowZero(exact(left))]))
  const quantityLeft = new Map(
    amounts.map(({ id, quantity_left: quantity }) => [id, notBelowZero(exact(quantity))])
  )
  const vatOf = new Map(
    amounts.map(({ id, tax_rate: rate, tax_category: category }) => [
      id,
      rate === null || category === null ? null : { rate: exact(rate), category },
    ])
  )
  return command.lines.map((line, index) => ({
    vat: vatOf.get(line.line_id) ?? null,
    id: newId("coninvl"),
    index,
    invoiceLineId: line.line_id,
    quantity: exact(line.quantity),
    unitPrice: invoiceLines.get(line.line_id)?.unitPrice ?? exact(0),
    amountLeft: amountLeft.get(line.line_id) ?? ZERO,
    allocations: allocations.filter((allocation) => allocation.lineId === line.line_id),
    ...(invoiceLines.get(line.line_id)?.kind === "return_fee"
      ? { feeLeft: quantityLeft.get(line.line_id) ?? ZERO }
      : {}),
  }))
}
