import type { z } from "@medusajs/framework/zod"
import type { PostableType, ReturningType } from "./document"
import {
  postGoodsIssueReturnSchema,
  postGoodsIssueSchema,
  postInternalIssueSchema,
} from "./goods-issue"
import { postGoodsReceiptSchema } from "./goods-receipt"
import {
  postDeliverySchema,
  postReportedSaleReturnSchema,
  postReportedSaleSchema,
  postTakeBackSchema,
} from "./outbound-documents"
import {
  postConsignorReturnSchema,
  postOpeningBalanceSchema,
  postOwnershipTransferSchema,
  postRevaluationSchema,
  postStockCountSchema,
  postWarehouseTransferSchema,
} from "./own-documents"

/** The body that posts a document of each kind. */
export const documentBodies = {
  goods_receipt: postGoodsReceiptSchema,
  goods_issue: postGoodsIssueSchema,
  internal_issue: postInternalIssueSchema,
  warehouse_transfer: postWarehouseTransferSchema,
  ownership_transfer: postOwnershipTransferSchema,
  consignor_return: postConsignorReturnSchema,
  stock_count: postStockCountSchema,
  revaluation: postRevaluationSchema,
  opening_balance: postOpeningBalanceSchema,
  delivery: postDeliverySchema,
  reported_sale: postReportedSaleSchema,
  take_back: postTakeBackSchema,
} satisfies Record<PostableType, z.ZodType>

/** The body of `POST /<path>/:id/returns`, by the kind that takes the units back. */
export const returnBodies = {
  goods_issue_return: postGoodsIssueReturnSchema,
  internal_issue_return: postGoodsIssueReturnSchema,
  reported_sale_return: postReportedSaleReturnSchema,
} satisfies Record<ReturningType, z.ZodType>
