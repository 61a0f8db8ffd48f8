import type { MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../http-contract/document"

/** A document this call has posted is answered with 201, one that an earlier call with the same key had with 200. */
export const answerPosted = <Key extends string>(
  res: MedusaResponse<Record<Key, Document>>,
  key: Key,
  posted: { is_new: boolean; document: Document }
): void => {
  const answer = { [key]: posted.document } as Record<Key, Document>
  res.status(posted.is_new ? 201 : 200).json(answer)
}
