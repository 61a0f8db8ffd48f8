import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const overviewMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/overview", "noParametersSchema"),
]
