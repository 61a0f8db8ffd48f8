import { exact, trimmed } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import { groupBy } from "../domain/group-by"
import { toDate, toDateOrNull, type Instant } from "../database/rows"
import type { Sql } from "../database/sql"

export interface InvoiceAllocationAnswer {
  lot_id: string
  quantity: string
  unit_cost: string
  prepaid: boolean
}

export interface InvoiceLineAnswer {
  id: string
  inventory_item_id: string
  sku: string | null
  quantity: string
  unit_price: string
  amount: string
  suggested_quantity: string
  suggested_unit_price: string | null
  credited_line_id: string | null
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
  amount: string
  variance_amount: string
}

type HeadRow = Omit<InvoiceAnswer, "lines" | "issued_at" | "posted_at"> & {
  issued_at: Instant
  posted_at: Instant | null
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
       issued_at, posted_at, created_by, amount::text, variance_amount::text
     from consignment_invoice where id = any(?::text[]) and deleted_at is null`,
    [ids]
  )
  const lines = await sql<LineRow>(
    `select id, invoice_id, inventory_item_id, sku, quantity::text, unit_price::text, amount::text,
       suggested_quantity::text, suggested_unit_price::text, credited_line_id
     from consignment_invoice_line where invoice_id = any(?::text[]) order by sequence`,
    [ids]
  )
  const allocations = await sql<AllocationRow>(
    `select line_id, lot_id, quantity::text, unit_cost::text, prepaid
     from consignment_invoice_allocation where line_id = any(?::text[]) order by sequence`,
    [lines.map((line) => line.id)]
  )
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
      lines: (linesByInvoice.get(id) ?? []).map((line) =>
        toLineAnswer(line, allocationsByLine.get(line.id) ?? [], decimals)
      ),
    }
  })
}

const toLineAnswer = (
  { invoice_id: _, ...line }: LineRow,
  allocations: AllocationRow[],
  decimals: number
): InvoiceLineAnswer => ({
  ...line,
  quantity: trimmed(line.quantity),
  unit_price: trimmed(line.unit_price),
  amount: exact(line.amount).toFixed(decimals),
  suggested_quantity: trimmed(line.suggested_quantity),
  suggested_unit_price:
    line.suggested_unit_price === null ? null : trimmed(line.suggested_unit_price),
  allocations: allocations.map(({ line_id: __, ...allocation }) => ({
    ...allocation,
    quantity: trimmed(allocation.quantity),
    unit_cost: trimmed(allocation.unit_cost),
  })),
})
