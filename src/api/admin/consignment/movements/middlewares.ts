import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const movementMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/movements", "movementListParametersSchema"),
]
