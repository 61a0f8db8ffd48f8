import type { DocumentWarning } from "../../domain/expired"
import type { Sql } from "../../database/sql"
import type { DocumentHead } from "./document-head"

/** Fields of a document that name the partner's paper. */
export type NamedPaper = Pick<DocumentHead, "type" | "contractor_id" | "reference">

/** A paper of the partner that was posted before; it may be a second one, or the same paper again. */
export const warnOfReference = async (
  sql: Sql,
  { type, contractor_id: contractorId, reference }: NamedPaper
): Promise<DocumentWarning[]> => {
  if (contractorId === null || !reference || type === "reversal") return []
  const [earlier] = await sql<{ id: string; number: string }>(
    `select id, number from consignment_document
     where contractor_id = ? and reference = ? and type = ? and status in ('posted', 'partly_reversed')
     order by posted_at limit 1`,
    [contractorId, reference, type]
  )
  return earlier
    ? [{ code: "REFERENCE_USED", reference, document_id: earlier.id, number: earlier.number }]
    : []
}

/** Adds warnings to what a document keeps of its decision. */
export const withWarnings = (
  outcome: DocumentHead["outcome"],
  warnings: DocumentWarning[]
): DocumentHead["outcome"] => {
  if (warnings.length === 0) return outcome
  const { warnings: others = [] } = (outcome ?? {}) as { warnings?: DocumentWarning[] }
  return { ...outcome, warnings: [...others, ...warnings] }
}
