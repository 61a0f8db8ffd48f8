import type { DocumentType } from "../../../../../http-contract/kinds"
import { documentPaths, type DocumentKind } from "../../../../hooks/api/documents"

/** Where the documents of a kind are listed, or one of them is shown. Goods receipts have a menu entry of their own. */
export const addressOfDocument = (kind: DocumentKind, id?: string): string => {
  const list =
    kind === "goods_receipt"
      ? "/consignment/goods-receipts"
      : `/consignment/documents/${documentPaths[kind]}`
  return id ? `${list}/${id}` : list
}

export const kindAt = (path: string | undefined): DocumentKind | undefined =>
  (Object.keys(documentPaths) as DocumentKind[]).find((kind) => documentPaths[kind] === path)

/** The same of a document of any kind, a reversal too. */
export const addressOfAny = (type: DocumentType, id: string): string =>
  type === "reversal" ? `/consignment/documents/reversals/${id}` : addressOfDocument(type, id)
