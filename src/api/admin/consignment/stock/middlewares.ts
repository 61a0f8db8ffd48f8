import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

const stock = "/admin/consignment/stock"

export const stockMiddlewares: MiddlewareRoute[] = [
  getRoute(stock, "stockParametersSchema"),
  getRoute(`${stock}/totals`, "stockTotalsParametersSchema"),
  getRoute(`${stock}/ownership`, "ownershipParametersSchema"),
]
