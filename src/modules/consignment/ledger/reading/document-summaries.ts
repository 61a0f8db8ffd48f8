import type { DocumentSummary } from "../../domain/document-answer"
import { toDate, type Instant } from "../../database/column-table"
import type { Sql } from "../../database/sql"
import { loadReversals } from "./reversals"

type SummaryRow = Omit<
  DocumentSummary,
  "effective_at" | "posted_at" | "reverses" | "reversed_by"
> & {
  effective_at: Instant
  posted_at: Instant
  undoes_document_id: string | null
}

/** Documents of any kind without their lines, in the order of the ids. */
export const readDocumentSummaries = async (
  sql: Sql,
  ids: string[]
): Promise<DocumentSummary[]> => {
  if (ids.length === 0) return []
  const rows = await sql<SummaryRow>(
    `select d.id, d.type, d.number, d.status, d.effective_at, d.posted_at, d.created_by, d.late, d.reference,
       d.warehouse_id, d.stock_location_id, d.order_id, d.undoes_document_id,
       case when d.contractor_id is not null then array[d.contractor_id] else coalesce((
         select array_agg(distinct a.contractor_id order by a.contractor_id) from consignment_allocation a
         where a.document_id = d.id and a.contractor_id is not null), '{}') end as contractor_ids,
       (select count(*)::int from consignment_document_line l where l.document_id = d.id) as line_count
     from consignment_document d where d.id = any(?::text[])`,
    [ids]
  )
  const reversals = await loadReversals(sql, rows)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const { undoes_document_id: _, ...summary } = row
    const { reversed_by = [], reverses = null } = reversals.get(id) ?? {}
    return {
      ...summary,
      effective_at: toDate(row.effective_at).toISOString(),
      posted_at: toDate(row.posted_at).toISOString(),
      reverses,
      reversed_by,
    }
  })
}
