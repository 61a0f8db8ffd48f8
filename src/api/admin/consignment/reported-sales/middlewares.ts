import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import {
  postReportedSaleReturnSchema,
  postReportedSaleSchema,
} from "../../../../http-contract/outbound-documents"
import { getRoute, postRoute } from "../../../validating"

const reportedSales = "/admin/consignment/reported-sales"

export const reportedSaleMiddlewares: MiddlewareRoute[] = [
  getRoute(reportedSales, documentListParametersSchema),
  postRoute(reportedSales, postReportedSaleSchema),
  postRoute(`${reportedSales}/:id/returns`, postReportedSaleReturnSchema),
  getRoute(`${reportedSales}/:id`, oneParametersSchema),
  postRoute(`${reportedSales}/:id/reverse`, reverseSchema),
]
