import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import {
  postGoodsIssueReturnSchema,
  postInternalIssueSchema,
} from "../../../../http-contract/goods-issue"
import { oneParametersSchema } from "../../../../http-contract/list"
import { getRoute, postRoute } from "../../../validating"

const internalIssues = "/admin/consignment/internal-issues"

export const internalIssueMiddlewares: MiddlewareRoute[] = [
  getRoute(internalIssues, documentListParametersSchema),
  postRoute(internalIssues, postInternalIssueSchema),
  postRoute(`${internalIssues}/:id/returns`, postGoodsIssueReturnSchema),
  getRoute(`${internalIssues}/:id`, oneParametersSchema),
  postRoute(`${internalIssues}/:id/reverse`, reverseSchema),
]
