import type { MedusaContainer } from "@medusajs/framework/types"
import type { ImportFault } from "../http-contract/import"
import {
  rehearseDocuments,
  type DocumentToRehearse,
} from "../workflows/rehearsal/rehearse-documents"
import type { Row } from "./read-table"
import { toFaults } from "./to-faults"

/** A document ready to be posted, with the lines of the file it came from. */
export interface PlannedDocument {
  wanted: DocumentToRehearse
  reference: string | null
  rows: Row[]
}

/**
 * Finds what the ledger would refuse. A document that it refuses as a whole is at fault with its first line, or with
 * each of them.
 */
export const rehearseImport = async (
  container: MedusaContainer,
  documents: PlannedDocument[],
  { eachLine }: { eachLine: boolean }
): Promise<ImportFault[]> => {
  if (documents.length === 0) return []
  const rehearsed = await rehearseDocuments(
    container,
    documents.map(({ wanted }) => wanted)
  )
  return documents.flatMap(({ rows }, position) => {
    const { refused = [], refusal = null } = rehearsed[position] ?? {}
    const faulty = new Set(refused.map((line) => line.index))
    const others = rows.filter((_, index) => !faulty.has(index))
    const refusedAsWhole = eachLine ? others : others.slice(0, 1)
    return [
      ...toFaults(rows, { code: refused[0]?.code, details: { lines: refused } }),
      ...(refusal ? refusedAsWhole.flatMap((row) => toFaults([row], refusal)) : []),
    ]
  })
}
