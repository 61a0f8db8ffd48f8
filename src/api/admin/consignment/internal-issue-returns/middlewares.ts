import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { getRoute, postRoute } from "../../../validating"

const internalIssueReturns = "/admin/consignment/internal-issue-returns"

export const internalIssueReturnMiddlewares: MiddlewareRoute[] = [
  getRoute(internalIssueReturns, documentListParametersSchema),
  getRoute(`${internalIssueReturns}/:id`, oneParametersSchema),
  postRoute(`${internalIssueReturns}/:id/reverse`, reverseSchema),
]
