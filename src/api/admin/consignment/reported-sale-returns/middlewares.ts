import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { getRoute, postRoute } from "../../../validating"

const reportedSaleReturns = "/admin/consignment/reported-sale-returns"

export const reportedSaleReturnMiddlewares: MiddlewareRoute[] = [
  getRoute(reportedSaleReturns, documentListParametersSchema),
  getRoute(`${reportedSaleReturns}/:id`, oneParametersSchema),
  postRoute(`${reportedSaleReturns}/:id/reverse`, reverseSchema),
]
