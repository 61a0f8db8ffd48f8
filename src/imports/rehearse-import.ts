import type { MedusaContainer } from "@medusajs/framework/types"
import type { ImportFault } from "../http-contract/import"
import { rehearseDocuments, type PlannedPaper } from "../workflows/rehearsal/rehearse-documents"
import type { Row } from "./read-table"
import { toFaults } from "./to-faults"

/** A document ready to be posted, with the lines of the file it came from. */
export interface PlannedDocument {
  paper: PlannedPaper
  reference: string | null
  rows: Row[]
}

/** Finds what the ledger would refuse, and which documents an earlier import has posted. */
export const rehearseImport = async (
  container: MedusaContainer,
  documents: PlannedDocument[]
): Promise<{ faults: ImportFault[]; postedIds: (string | null)[] }> => {
  const rehearsed = await rehearseDocuments(
    container,
    documents.map(({ paper }) => paper)
  )
  const faults = documents.flatMap(({ rows }, position) => {
    const { refused = [], refusal = null } = rehearsed[position] ?? {}
    return [
      ...toFaults(rows, { code: refused[0]?.code, details: { lines: refused } }),
      ...(refusal ? toFaults(rows, refusal) : []),
    ]
  })
  return { faults, postedIds: rehearsed.map((one) => one.document_id) }
}
