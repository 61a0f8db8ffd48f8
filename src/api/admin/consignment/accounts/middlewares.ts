import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const accountMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/accounts", "accountParametersSchema"),
]
