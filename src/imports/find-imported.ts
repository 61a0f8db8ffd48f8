import type { MedusaContainer } from "@medusajs/framework/types"
import type { ImportFault, ImportedDocument } from "../http-contract/import"
import { ledgerOf } from "../workflows/posting/post-document"
import type { ImportKind } from "./kinds"
import type { DraftDocument } from "./to-documents"

/** Documents of a file that earlier imports have posted. */
export interface Imported {
  /** By the key of the document: what was posted of it. */
  posted: ReadonlyMap<string, ImportedDocument>
  /** Lines of posted documents that were kept as exceptions, as they stand in this file. */
  faults: ImportFault[]
  /** The keys of documents that are still to be posted and have exceptions of an earlier import. */
  staleKeys: string[]
}

export const sourceKeyOf = ({ type }: ImportKind, { key }: Pick<DraftDocument, "key">): string =>
  `${type}:${key}`

/** A document that was posted is never posted again, whatever has become of its items and exceptions since. */
export const findImported = async (
  container: MedusaContainer,
  kind: ImportKind,
  drafts: DraftDocument[]
): Promise<Imported> => {
  const { documents, exceptions } = await ledgerOf(container).findImported(
    drafts.map((draft) => sourceKeyOf(kind, draft))
  )
  const posted = new Map<string, ImportedDocument>()
  const faults: ImportFault[] = []
  const staleKeys: string[] = []
  for (const draft of drafts) {
    const sourceKey = sourceKeyOf(kind, draft)
    const kept = exceptions.get(sourceKey) ?? []
    const document = documents.get(sourceKey)
    if (!document) {
      if (kept.length > 0) staleKeys.push(draft.key)
      continue
    }
    posted.set(draft.key, {
      id: document.id,
      number: document.number,
      type: kind.type,
      reference: draft.head.reference ?? null,
      lines: draft.rows.length - kept.length,
      is_new: false,
    })
    for (const { position, code, message, path } of kept) {
      const row = draft.rows[position]
      if (!row) continue
      faults.push({
        line: row.line,
        index: row.index,
        code,
        message,
        ...(path === null ? {} : { path }),
      })
    }
  }
  return { posted, faults, staleKeys }
}
