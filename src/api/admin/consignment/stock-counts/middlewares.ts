import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { postStockCountSchema } from "../../../../http-contract/own-documents"
import { getRoute, postRoute } from "../../../validating"

const stockCounts = "/admin/consignment/stock-counts"

export const stockCountMiddlewares: MiddlewareRoute[] = [
  getRoute(stockCounts, documentListParametersSchema),
  postRoute(stockCounts, postStockCountSchema),
  getRoute(`${stockCounts}/:id`, oneParametersSchema),
  postRoute(`${stockCounts}/:id/reverse`, reverseSchema),
]
