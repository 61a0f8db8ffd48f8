import type { MiddlewareRoute } from "@medusajs/framework/http"
import { postRoute } from "../../../validating"

/** Routes of goods issues besides those of every kind. */
export const goodsIssueMiddlewares: MiddlewareRoute[] = [
  postRoute("/admin/consignment/goods-issues/plan", "postGoodsIssueSchema"),
]
