import type { z } from "@medusajs/framework/zod"
import type { PostableType, ReturningType } from "./document"
import {
  postGoodsIssueReturnSchema,
  postGoodsIssueSchema,
  postInternalIssueSchema,
} from "./goods-issue"
import { postGoodsReceiptSchema } from "./goods-receipt"
import { outboundDocumentBodies, postReportedSaleReturnSchema } from "./outbound-documents"
import { inboundDocumentBodies } from "./inbound-documents"

/** The body that posts a document of each kind. */
export const documentBodies = {
  goods_receipt: postGoodsReceiptSchema,
  goods_issue: postGoodsIssueSchema,
  internal_issue: postInternalIssueSchema,
  ...inboundDocumentBodies,
  ...outboundDocumentBodies,
} satisfies Record<PostableType, z.ZodType>

/** The body of `POST /<path>/:id/returns`, by the kind that takes the units back. */
export const returnBodies = {
  goods_issue_return: postGoodsIssueReturnSchema,
  internal_issue_return: postGoodsIssueReturnSchema,
  reported_sale_return: postReportedSaleReturnSchema,
} satisfies Record<ReturningType, z.ZodType>
