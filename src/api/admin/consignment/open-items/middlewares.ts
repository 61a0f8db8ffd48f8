import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const openItemMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/open-items", "openItemParametersSchema"),
]
