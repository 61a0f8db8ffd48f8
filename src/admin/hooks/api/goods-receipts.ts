import type { Document, DocumentTotal } from "../../../http-contract/document"
import type { CheckGoodsReceiptBody } from "../../../http-contract/goods-receipt"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, withoutPage, type ReadingOptions } from "./use-reading"
import { useWriting } from "./use-writing"

/** Totals of all pages of the list of goods receipts; null if there are too many. */
export const useReceiptTotals = (
  query?: Parameters,
  options?: ReadingOptions<{ totals: DocumentTotal[] | null }>
) => useReading("goods-receipts/totals", withoutPage(query), options)

/** Accepted units become available, rejected ones go back to their owner. */
export const useCheckReceipt = (id: string) =>
  useWriting((body: CheckGoodsReceiptBody) =>
    request<{ goods_receipt: Document }>(`goods-receipts/${id}/check`, { method: "POST", body })
  )
