import {
  kinds,
  reversibleTypes,
  type Document,
  type KindsWith,
  type PostableType,
  type ReturningType,
  type ReversalAnswer,
  type ReversibleType,
} from "../../../http-contract/document"
import type {
  PostGoodsIssueBody,
  PostGoodsIssueReturnBody,
  PostInternalIssueBody,
} from "../../../http-contract/goods-issue"
import type { PostGoodsReceiptBody } from "../../../http-contract/goods-receipt"
import type {
  Delivery,
  PostDeliveryBody,
  PostReportedSaleBody,
  PostTakeBackBody,
} from "../../../http-contract/outbound-documents"
import type {
  PostConsignorReturnBody,
  PostOpeningBalanceBody,
  PostOwnershipTransferBody,
  PostRevaluationBody,
  PostStockCountBody,
  PostWarehouseTransferBody,
  ReverseOwnershipTransferBody,
} from "../../../http-contract/own-documents"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

/** The plural of each document in the address and in lists; its singular is the key of one. */
export type DocumentKind = ReversibleType

export const documentPaths = Object.fromEntries(
  reversibleTypes.map((type) => [type, kinds[type].path])
) as Record<DocumentKind, string>

/** The body that posts a document of each kind. */
export interface DocumentBodies extends Record<PostableType, unknown> {
  goods_receipt: PostGoodsReceiptBody
  goods_issue: PostGoodsIssueBody
  internal_issue: PostInternalIssueBody
  warehouse_transfer: PostWarehouseTransferBody
  ownership_transfer: PostOwnershipTransferBody
  consignor_return: PostConsignorReturnBody
  stock_count: PostStockCountBody
  revaluation: PostRevaluationBody
  opening_balance: PostOpeningBalanceBody
  delivery: PostDeliveryBody
  reported_sale: PostReportedSaleBody
  take_back: PostTakeBackBody
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
