import { exact, least, notBelowZero, toText } from "../../domain/quantity"
import type { Sql } from "../../database/sql"

/**
 * By line of a delivery: units that did not arrive, as the customer reports them, and are not explained yet. A take-back
 * or a reported sale that names the lot explains them; units that have left the lot in our books are not missing. Below zero:
 * more arrived than was delivered.
 */
export const loadArrivalDifferences = async (
  sql: Sql,
  documentIds: string[]
): Promise<Map<string, { difference: string }>> => {
  if (documentIds.length === 0) return new Map()
  const rows = await sql<{
    line_id: string
    missing: string
    explained: string
    remaining: string
  }>(
    `select l.id as line_id, (l.quantity - l.received_quantity)::text as missing, lot.quantity_remaining::text as remaining,
       coalesce((
         select sum(e.quantity) from consignment_document_line e
         join consignment_document x on x.id = e.document_id
         where e.lot_id = l.lot_id and x.type in ('take_back', 'reported_sale') and x.status = 'posted'), 0)::text
         as explained
     from consignment_document_line l join consignment_lot lot on lot.id = l.lot_id
     where l.document_id = any(?::text[]) and l.received_quantity is not null`,
    [documentIds]
  )
  return new Map(
    rows.map((row) => {
      const missing = exact(row.missing)
      const open = missing.isNegative()
        ? missing
        : least(notBelowZero(missing.minus(row.explained)), exact(row.remaining))
      return [row.line_id, { difference: toText(open) }]
    })
  )
}
