import type { MiddlewareRoute } from "@medusajs/framework/http"
import { lotListParametersSchema } from "../../../../http-contract/stock"
import { getRoute } from "../../../validating"

export const lotMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/lots", lotListParametersSchema),
]
