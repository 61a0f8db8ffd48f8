import type { MedusaResponse } from "@medusajs/framework/http"
import type { Document, DocumentWarning } from "../http-contract/document"

/** The answer of a route that posts: the document, and what is unusual about it. */
export type PostedAnswer<Key extends string> = Record<Key, Document> & {
  warnings: DocumentWarning[]
}

/** Warnings about documents that were posted. */
export const warningsOf = (...documents: (object | null)[]): DocumentWarning[] =>
  documents.flatMap(
    (document) => (document as { warnings?: DocumentWarning[] } | null)?.warnings ?? []
  )

/** A document this call has posted is answered with 201, one that an earlier call with the same key had with 200. */
export const answerPosted = <Key extends string>(
  res: MedusaResponse<PostedAnswer<Key>>,
  key: Key,
  { is_new: isNew, document }: { is_new: boolean; document: Document }
): void => {
  const answer = { [key]: document, warnings: warningsOf(document) } as PostedAnswer<Key>
  res.status(isNew ? 201 : 200).json(answer)
}
