import type { ReversibleType } from "../http-contract/kinds"
import { documentTypes, reversibleTypes, type DocumentType } from "../http-contract/kinds"
import type { Allows } from "./allowing"

const isReversible = (type: DocumentType): type is ReversibleType =>
  (reversibleTypes as readonly DocumentType[]).includes(type)

/** The kinds of documents that a user may read. */
export const readableTypes = async (allows: Allows): Promise<DocumentType[]> => {
  const allowed = await Promise.all(
    documentTypes.map((type) =>
      allows(isReversible(type) ? `consignment_${type}:read` : "consignment_stock:read")
    )
  )
  return documentTypes.filter((_, index) => allowed[index])
}
