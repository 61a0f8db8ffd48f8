import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const ageingMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/ageing", "ageingParametersSchema"),
]
