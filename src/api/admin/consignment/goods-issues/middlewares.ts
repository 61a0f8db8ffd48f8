import type { MiddlewareRoute } from "@medusajs/framework/http"
import { postGoodsIssueSchema } from "../../../../http-contract/goods-issue"
import { postRoute } from "../../../validating"

/** What a goods issue has besides the routes of every kind. */
export const goodsIssueMiddlewares: MiddlewareRoute[] = [
  postRoute("/admin/consignment/goods-issues/plan", postGoodsIssueSchema),
]
