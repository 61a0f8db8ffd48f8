import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const searchMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/search", "searchParametersSchema"),
]
