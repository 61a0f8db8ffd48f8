import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const labelMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/labels", "labelParametersSchema"),
]
