import { ConsignmentError } from "../../domain/errors"
import { trimmed } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { toDate, type Instant } from "../../database/column-table"
import { settlementIdOf } from "../../database/settled"

/** One movement of a lot with the papers that it stands on. */
export interface TracedMovement {
  id: string
  type: string
  quantity: string
  unit_cost: string
  effective_at: string
  document: { id: string; number: string; type: string }
  settlement: { id: string; number: string } | null
}

/** Invoiced quantity of a lot; a credit note's quantity is negative. */
export interface TracedInvoice {
  id: string
  number: string
  kind: string
  order_id: string | null
  quantity: string
  unit_cost: string
  prepaid: boolean
}

/** A lot from the paper that made it to the papers that sold, invoiced or brought home its pieces. */
export interface LotTrace {
  lot_id: string
  inventory_item_id: string
  sku: string | null
  contractor_id: string
  direction: string
  quantity_remaining: string
  /** The lot it came from, if it was moved to another warehouse. */
  origin_lot_id: string | null
  /** The lots that pieces of it became in other warehouses. */
  child_lot_ids: string[]
  movements: TracedMovement[]
  invoices: TracedInvoice[]
}

type TraceRow = Omit<LotTrace, "movements"> & {
  movements: (Omit<TracedMovement, "effective_at"> & { effective_at: Instant })[]
}

/** Throws: NOT_FOUND. */
export const traceLot = async (sql: Sql, lotId: string): Promise<LotTrace> => {
  const [row] = await sql<TraceRow>(
    `select l.id as lot_id, l.inventory_item_id, l.sku, l.contractor_id, l.direction, l.quantity_remaining::text,
       l.origin_lot_id,
       coalesce((
         select json_agg(c.id order by c.sequence) from consignment_lot c where c.origin_lot_id = l.id), '[]')
         as child_lot_ids,
       coalesce((
         select json_agg(json_build_object('id', m.id, 'type', m.type, 'quantity', m.quantity::text,
           'unit_cost', m.unit_cost::text, 'effective_at', m.effective_at,
           'document', json_build_object('id', d.id, 'number', d.number, 'type', d.type),
           'settlement', case when s.id is not null then json_build_object('id', s.id, 'number', s.number) end)
           order by m.sequence)
         from consignment_movement m join consignment_document d on d.id = m.document_id
         left join consignment_settlement s on s.id = ${settlementIdOf("m")}
         where m.lot_id = l.id), '[]') as movements,
       coalesce((
         select json_agg(json_build_object('id', i.id, 'number', i.number, 'kind', i.kind, 'order_id', i.order_id,
           'quantity', (case when i.kind = 'credit_note' then -a.quantity else a.quantity end)::text,
           'unit_cost', a.unit_cost::text, 'prepaid', a.prepaid) order by a.sequence)
         from consignment_invoice_allocation a join consignment_invoice i on i.id = a.invoice_id
         where a.lot_id = l.id), '[]') as invoices
     from consignment_lot l where l.id = ?`,
    [lotId]
  )
  if (!row) throw new ConsignmentError("NOT_FOUND", `Lot ${lotId} was not found.`, { id: lotId })
  return {
    ...row,
    quantity_remaining: trimmed(row.quantity_remaining),
    movements: row.movements.map((movement) => ({
      ...movement,
      quantity: trimmed(movement.quantity),
      unit_cost: trimmed(movement.unit_cost),
      effective_at: toDate(movement.effective_at).toISOString(),
    })),
    invoices: row.invoices.map((invoice) => ({
      ...invoice,
      quantity: trimmed(invoice.quantity),
      unit_cost: trimmed(invoice.unit_cost),
    })),
  }
}
