import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const silentShopMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/silent-shops", "silentShopParametersSchema"),
]
