import { exact, trimmed } from "../domain/quantity"
import type { InvoiceLineKind } from "../domain/invoice"
import type { Direction } from "../domain/terms"
import { groupBy } from "../domain/group-by"
import { toDate, toDateOrNull, type Instant } from "../database/column-table"
import { readPayments, type PaymentAnswer } from "../billing/payments"
import { creditedOf, paidOf } from "../database/invoice-amounts"
import { openOf } from "../domain/payment"
import type { Sql } from "../database/sql"
import type { VatCategory } from "../domain/vat"
import { toTaxLineAnswers, type InvoiceParties, type InvoiceProblem } from "./taxes"

export interface InvoiceAllocationAnswer {
  lot_id: string
  quantity: string
  unit_cost: string
  prepaid: boolean
}

export interface InvoiceLineAnswer {
  id: string
  /** Goods, or the fee for goods that went back to the supplier. */
  kind: InvoiceLineKind
  inventory_item_id: string
  sku: string | null
  quantity: string
  unit_price: string
  amount: string
  suggested_quantity: string
  suggested_unit_price: string | null
  credited_line_id: string | null
  /** Percent; null: without VAT. */
  tax_rate: string | null
  tax_category: VatCategory | null
  allocations: InvoiceAllocationAnswer[]
}

/** An invoice; amounts with the currency's decimals, quantities and prices without trailing zeros. */
export interface InvoiceAnswer {
  id: string
  number: string | null
  kind: string
  status: string
  contractor_id: string
  direction: Direction
  currency_code: string
  settlement_ids: string[]
  credited_invoice_id: string | null
  /** The order of the host that a sales invoice is, or its credit note concerns. */
  order_id: string | null
  issued_at: string
  posted_at: string | null
  created_by: string | null
  lines: InvoiceLineAnswer[]
  /** Without VAT, as `net_amount`. */
  amount: string
  variance_amount: string
  net_amount: string
  tax_amount: string
  gross_amount: string
  tax_lines: TaxLineAnswer[]
  due_at: string | null
  paid_amount: string
  /** Amount taken off by credit notes, with its tax. */
  credited_amount: string
  /** Gross, less what was credited and paid; below zero, what is to be paid back. */
  open_amount: string
  payments: PaymentAnswer[]
  /** As they were when it was posted; null for a draft and for what an older version has posted. */
  parties: InvoiceParties | null
  /** Reasons why a draft cannot be posted yet. */
  problems: InvoiceProblem[]
}

export interface TaxLineAnswer {
  /** Percent. */
  rate: string
  category: VatCategory
  net_amount: string
  tax_amount: string
}

type HeadRow = Omit<
  InvoiceAnswer,
  | "lines"
  | "issued_at"
  | "posted_at"
  | "due_at"
  | "net_amount"
  | "gross_amount"
  | "open_amount"
  | "payments"
  | "problems"
> & {
  issued_at: Instant
  posted_at: Instant | null
  due_at: Instant | null
}

type LineRow = Omit<InvoiceLineAnswer, "allocations"> & { invoice_id: string }

type AllocationRow = InvoiceAllocationAnswer & { line_id: string }

/** The invoices of these ids with lines and allocations, in the order of the ids. */
export const readInvoices = async (
  sql: Sql,
  ids: string[],
  decimalsOf: (currencyCode: string) => number
): Promise<InvoiceAnswer[]> => {
  if (ids.length === 0) return []
  const heads = await sql<HeadRow>(
    `select id, number, kind, status, contractor_id, direction, currency_code, settlement_ids, credited_invoice_id, order_id,
       issued_at, posted_at, created_by, amount::text, variance_amount::text, tax_amount::text, tax_lines, due_at,
       parties, ${paidOf("i")}::text as paid_amount, ${creditedOf("i")}::text as credited_amount
     from consignment_invoice i where id = any(?::text[]) and deleted_at is null`,
    [ids]
  )
  const lines = await sql<LineRow>(
    `select id, invoice_id, kind, inventory_item_id, sku, quantity::text, unit_price::text, amount::text,
       suggested_quantity::text, suggested_unit_price::text, credited_line_id,
       tax_rate::text, tax_category
     from consignment_invoice_line where invoice_id = any(?::text[]) order by sequence`,
    [ids]
  )
  const allocations = await sql<AllocationRow>(
    `select line_id, lot_id, quantity::text, unit_cost::text, prepaid
     from consignment_invoice_allocation where line_id = any(?::text[]) order by sequence`,
    [lines.map((line) => line.id)]
  )
  const payments = await readPayments(sql, ids, decimalsOf)
  const paymentsByInvoice = groupBy(payments, (payment) => payment.invoice_id)
  const headsById = new Map(heads.map((head) => [head.id, head]))
  const linesByInvoice = groupBy(lines, (line) => line.invoice_id)
  const allocationsByLine = groupBy(allocations, (allocation) => allocation.line_id)
  return ids.flatMap((id) => {
    const head = headsById.get(id)
    if (!head) return []
    const decimals = decimalsOf(head.currency_code)
    return {
      ...head,
      issued_at: toDate(head.issued_at).toISOString(),
      posted_at: toDateOrNull(head.posted_at)?.toISOString() ?? null,
      amount: exact(head.amount).toFixed(decimals),
      variance_amount: exact(head.variance_amount).toFixed(decimals),
      net_amount: exact(head.amount).toFixed(decimals),
      tax_amount: exact(head.tax_amount).toFixed(decimals),
      gross_amount: exact(head.amount).plus(head.tax_amount).toFixed(decimals),
      tax_lines: toTaxLineAnswers(head.tax_lines, decimals),
      due_at: toDateOrNull(head.due_at)?.toISOString() ?? null,
      paid_amount: exact(head.paid_amount).toFixed(decimals),
      credited_amount: exact(head.credited_amount).toFixed(decimals),
      open_amount: isPayable(head)
        ? openOf({
            gross: exact(head.amount).plus(head.tax_amount),
            credited: exact(head.credited_amount),
            paid: exact(head.paid_amount),
          }).toFixed(decimals)
        : exact(0).toFixed(decimals),
      payments: paymentsByInvoice.get(id) ?? [],
      problems: [],
      lines: (linesByInvoice.get(id) ?? []).map((line) =>
        toLineAnswer(line, allocationsByLine.get(line.id) ?? [], decimals)
      ),
    }
  })
}

/** A credit note is taken off the invoice it credits. */
const isPayable = ({ status, kind }: HeadRow): boolean =>
  status !== "draft" && kind !== "credit_note"

const toLineAnswer = (
  { invoice_id: _, ...line }: LineRow,
  allocations: AllocationRow[],
  decimals: number
): InvoiceLineAnswer => ({
  ...line,
  quantity: trimmed(line.quantity),
  unit_price: trimmed(line.unit_price),
  amount: exact(line.amount).toFixed(decimals),
  tax_rate: line.tax_rate === null ? null : trimmed(line.tax_rate),
  suggested_quantity: trimmed(line.suggested_quantity),
  suggested_unit_price:
    line.suggested_unit_price === null ? null : trimmed(line.suggested_unit_price),
  allocations: allocations.map(({ line_id: __, ...allocation }) => ({
    ...allocation,
    quantity: trimmed(allocation.quantity),
    unit_cost: trimmed(allocation.unit_cost),
  })),
})
