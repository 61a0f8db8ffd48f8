import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const lotMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/lots", "lotListParametersSchema"),
  getRoute("/admin/consignment/lots/:id/trace", "noParametersSchema"),
]
