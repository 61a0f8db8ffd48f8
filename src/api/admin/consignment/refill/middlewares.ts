import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const refill = "/admin/consignment/refill"

export const refillMiddlewares: MiddlewareRoute[] = [
  getRoute(refill, "refillParametersSchema"),
  postRoute(refill, "draftRefillSchema"),
]
