import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import {
  postGoodsIssueSchema,
  postGoodsIssueReturnSchema,
} from "../../../../http-contract/goods-issue"
import { oneParametersSchema } from "../../../../http-contract/list"
import { getRoute, postRoute } from "../../../validating"

const goodsIssues = "/admin/consignment/goods-issues"

export const goodsIssueMiddlewares: MiddlewareRoute[] = [
  getRoute(goodsIssues, documentListParametersSchema),
  postRoute(goodsIssues, postGoodsIssueSchema),
  postRoute(`${goodsIssues}/plan`, postGoodsIssueSchema),
  postRoute(`${goodsIssues}/:id/returns`, postGoodsIssueReturnSchema),
  getRoute(`${goodsIssues}/:id`, oneParametersSchema),
  postRoute(`${goodsIssues}/:id/reverse`, reverseSchema),
]
