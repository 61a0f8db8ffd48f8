import type { MiddlewareRoute } from "@medusajs/framework/http"
import { movementListParametersSchema } from "../../../../http-contract/stock"
import { getRoute } from "../../../validating"

export const movementMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/movements", movementListParametersSchema),
]
