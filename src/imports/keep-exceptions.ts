import type { MedusaContainer } from "@medusajs/framework/types"
import type { ImportFault } from "../http-contract/import"
import {
  replaceImportExceptionsWorkflow,
  type ReplaceImportExceptions,
} from "../workflows/import-exception"
import { sourceKeyOf } from "./find-imported"
import type { ImportKind } from "./kinds"
import type { DraftDocument } from "./to-documents"

/** Keeps the lines at fault of documents that are about to be posted without them. */
export const keepExceptions = async (
  container: MedusaContainer,
  kind: ImportKind,
  drafts: DraftDocument[],
  faults: ImportFault[],
  created_by: string | undefined
): Promise<void> => {
  const faultsOf = new Map<number, ImportFault[]>()
  for (const fault of faults) {
    faultsOf.set(fault.index, [...(faultsOf.get(fault.index) ?? []), fault])
  }
  const documents = drafts
    .map((draft) => ({
      source_key: sourceKeyOf(kind, draft),
      exceptions: draft.rows.flatMap((row, position) => {
        const [first, ...others] = faultsOf.get(row.index) ?? []
        if (!first) return []
        return {
          type: kind.type,
          position,
          line: row.line,
          code: first.code,
          message: [first, ...others].map((fault) => fault.message).join(" "),
          path: first.path ?? null,
          cells: row.cells,
          reference: draft.head.reference ?? null,
          created_by: created_by ?? null,
        }
      }),
    }))
    .filter(({ exceptions }) => exceptions.length > 0)
  await replace(container, documents)
}

/** Forgets the exceptions of documents that could not be posted before and are about to be posted whole. */
export const forgetExceptions = async (
  container: MedusaContainer,
  kind: ImportKind,
  staleKeys: string[],
  drafts: DraftDocument[],
  faults: ImportFault[]
): Promise<void> => {
  const faulty = new Set(faults.map((fault) => fault.index))
  const whole = drafts.filter(
    ({ key, rows }) => staleKeys.includes(key) && !rows.some((row) => faulty.has(row.index))
  )
  await replace(
    container,
    whole.map((draft) => ({ source_key: sourceKeyOf(kind, draft), exceptions: [] }))
  )
}

const replace = async (
  container: MedusaContainer,
  documents: ReplaceImportExceptions
): Promise<void> => {
  if (documents.length === 0) return
  await replaceImportExceptionsWorkflow(container).run({ input: documents })
}
