import type { DocumentSummary, NumberedDocument } from "../../domain/document-answer"
import type { DocumentStatus } from "../../domain/document"
import type { DocumentType } from "../../domain/kinds"
import { groupBy } from "../../domain/group-by"
import type { Sql } from "../../database/sql"

type Reversed = NonNullable<DocumentSummary["reverses"]>

/** Links of a document to its reversals by number, `reversed_by`, and of a reversal to its document, `reverses`. */
export interface Reversals {
  reversed_by: NumberedDocument[]
  reverses?: Reversed
}

interface Head {
  id: string
  type: DocumentType
  status: DocumentStatus | "draft"
  undoes_document_id: string | null
}

/** By the document's id. Asks nothing where no document is reversed or a reversal. */
export const loadReversals = async (sql: Sql, heads: Head[]): Promise<Map<string, Reversals>> => {
  const undone = heads.filter(({ status }) => status === "reversed" || status === "partly_reversed")
  const reversals = heads.filter(({ type }) => type === "reversal")
  const by = await loadReversedBy(
    sql,
    undone.map(({ id }) => id)
  )
  const reversed = await loadReversed(
    sql,
    reversals.map((head) => head.undoes_document_id ?? "")
  )
  return new Map<string, Reversals>([
    ...[...by].map(([id, found]): [string, Reversals] => [id, { reversed_by: found }]),
    ...reversals.map(({ id, undoes_document_id: undoneId }): [string, Reversals] => [
      id,
      { reversed_by: [], reverses: reversed.get(undoneId ?? "") },
    ]),
  ])
}

const loadReversedBy = async (
  sql: Sql,
  documentIds: string[]
): Promise<Map<string, NumberedDocument[]>> => {
  if (documentIds.length === 0) return new Map()
  const rows = await sql<NumberedDocument & { undoes_document_id: string }>(
    `select id, number, undoes_document_id from consignment_document
     where undoes_document_id = any(?::text[]) and type = 'reversal' order by posted_at, number`,
    [documentIds]
  )
  return new Map(
    [...groupBy(rows, (row) => row.undoes_document_id)].map(([id, found]) => [
      id,
      found.map(({ id: reversalId, number }) => ({ id: reversalId, number })),
    ])
  )
}

const loadReversed = async (sql: Sql, documentIds: string[]): Promise<Map<string, Reversed>> => {
  if (documentIds.length === 0) return new Map()
  const rows = await sql<Reversed>(
    `select id, type, number from consignment_document where id = any(?::text[])`,
    [documentIds]
  )
  return new Map(rows.map((row) => [row.id, row]))
}
