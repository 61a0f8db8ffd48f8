import type { MiddlewareRoute } from "@medusajs/framework/http"
import { draftRefillSchema, refillParametersSchema } from "../../../../http-contract/warehouse-item"
import { getRoute, postRoute } from "../../../validating"

const refill = "/admin/consignment/refill"

export const refillMiddlewares: MiddlewareRoute[] = [
  getRoute(refill, refillParametersSchema),
  postRoute(refill, draftRefillSchema),
]
