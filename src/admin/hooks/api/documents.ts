import type { z } from "@medusajs/framework/zod"
import {
  kinds,
  reversibleTypes,
  type Document,
  type DocumentSummary,
  type KindsWith,
  type PostableType,
  type ReturningType,
  type ReversalAnswer,
  type ReversalDocument,
  type ReversibleType,
} from "../../../http-contract/document"
import type { PostGoodsIssueReturnBody } from "../../../http-contract/goods-issue"
import type { Delivery } from "../../../http-contract/outbound-documents"
import type { ReverseOwnershipTransferBody } from "../../../http-contract/inbound-documents"
import type { PrintedType } from "../../../http-contract/permission"
import type { documentBodies } from "../../../http-contract/document-bodies"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

/** The plural of each document in the address and in lists; its singular is the key of one. */
export type DocumentKind = ReversibleType

export const documentPaths = Object.fromEntries(
  reversibleTypes.map((type) => [type, kinds[type].path])
) as Record<DocumentKind, string>

/** The body that posts a document of each kind. */
export type DocumentBodies = {
  [Type in PostableType]: z.infer<(typeof documentBodies)[Type]>
}
export type PostableKind = keyof DocumentBodies

/** The kind that takes units of an issue or a sale back, by the kind it takes them back from. */
export const returnKinds = {
  goods_issue: "goods_issue_return",
  internal_issue: "internal_issue_return",
  reported_sale: "reported_sale_return",
} as const satisfies { [Type in ReturningType as (typeof kinds)[Type]["returns"]]: Type }
export type ReturnableKind = keyof typeof returnKinds

export const isReturnable = (kind: DocumentKind): kind is ReturnableKind => kind in returnKinds

/** Kinds of which single lines can be undone. */
export type PartlyReversibleKind = KindsWith<"reversal", "transfer">

export const isPartlyReversible = (kind: DocumentKind): kind is PartlyReversibleKind =>
  kinds[kind].reversal === "transfer"

/** Of deliveries some may be pick lists still. */
export const useDocuments = (
  kind: DocumentKind,
  query?: Parameters,
  options?: ReadingOptions<Listed<string, Delivery>>
) => {
  const path = documentPaths[kind]
  const { count, ...rest } = useReading<Listed<string, Delivery>>(path, query, options)
  return { ...rest, count, documents: rest[path.replaceAll("-", "_")] }
}

/** Posted documents of all kinds in one list, reversals included. */
export const useAllDocuments = (
  query?: Parameters,
  options?: ReadingOptions<Listed<"documents", DocumentSummary>>
) => useReading("documents", query, options)

export const useReversal = (id?: string) =>
  useReadingOne<{ reversal: ReversalDocument }>("reversals", id)

export const useDocument = (
  kind: DocumentKind,
  id: string,
  options?: ReadingOptions<Record<string, Document>>
) => {
  const path = `${documentPaths[kind]}/${id}`
  const { [kind]: document, ...rest } = useReading<Record<string, Document>>(path, undefined, {
    placeholderData: undefined,
    ...options,
  })
  return { document, ...rest }
}

export const usePostDocument = <Kind extends PostableKind>(
  kind: Kind,
  options?: WritingOptions<Document, DocumentBodies[Kind]>
) =>
  useWriting(async (body) => {
    const path = documentPaths[kind]
    const answer = await request<Record<Kind, Document>>(path, { method: "POST", body })
    return answer[kind]
  }, options)

/** Undoes a document, the whole of it; an ownership transfer also in part. */
export const useReverseDocument = <Kind extends DocumentKind>(
  kind: Kind,
  id: string,
  options?: WritingOptions<ReversalAnswer<Kind>, ReverseOwnershipTransferBody>
) =>
  useWriting(
    (body) => request(`${documentPaths[kind]}/${id}/reverse`, { method: "POST", body }),
    options
  )

/** Takes back pieces of an issue; answers the document that does. */
export const useReturnGoods = (
  kind: ReturnableKind,
  id: string,
  options?: WritingOptions<Document, PostGoodsIssueReturnBody>
) =>
  useWriting(async (body) => {
    const path = `${documentPaths[kind]}/${id}/returns`
    const answer = await request<Record<string, Document>>(path, { method: "POST", body })
    return answer[returnKinds[kind]] as Document
  }, options)

/** The kinds with a paper for the partner. */
export const isPrinted = (kind: DocumentKind): kind is PrintedType => "prints" in kinds[kind]
