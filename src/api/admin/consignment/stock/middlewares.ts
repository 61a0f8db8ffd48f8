import type { MiddlewareRoute } from "@medusajs/framework/http"
import { ownershipParametersSchema, stockParametersSchema } from "../../../../http-contract/stock"
import { getRoute } from "../../../validating"

const stock = "/admin/consignment/stock"

export const stockMiddlewares: MiddlewareRoute[] = [
  getRoute(stock, stockParametersSchema),
  getRoute(`${stock}/ownership`, ownershipParametersSchema),
]
