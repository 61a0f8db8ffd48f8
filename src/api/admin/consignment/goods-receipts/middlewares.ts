import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { postGoodsReceiptSchema } from "../../../../http-contract/goods-receipt"
import { oneParametersSchema } from "../../../../http-contract/list"
import { paperParametersSchema } from "../../../../http-contract/paper"
import { getRoute, postRoute } from "../../../validating"

const goodsReceipts = "/admin/consignment/goods-receipts"

export const goodsReceiptMiddlewares: MiddlewareRoute[] = [
  getRoute(goodsReceipts, documentListParametersSchema),
  postRoute(goodsReceipts, postGoodsReceiptSchema),
  getRoute(`${goodsReceipts}/:id`, oneParametersSchema),
  getRoute(`${goodsReceipts}/:id/document`, paperParametersSchema),
  postRoute(`${goodsReceipts}/:id/reverse`, reverseSchema),
]
