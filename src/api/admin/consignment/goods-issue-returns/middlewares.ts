import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { getRoute, postRoute } from "../../../validating"

const goodsIssueReturns = "/admin/consignment/goods-issue-returns"

export const goodsIssueReturnMiddlewares: MiddlewareRoute[] = [
  getRoute(goodsIssueReturns, documentListParametersSchema),
  getRoute(`${goodsIssueReturns}/:id`, oneParametersSchema),
  postRoute(`${goodsIssueReturns}/:id/reverse`, reverseSchema),
]
