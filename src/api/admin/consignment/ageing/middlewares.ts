import type { MiddlewareRoute } from "@medusajs/framework/http"
import { ageingParametersSchema } from "../../../../http-contract/worklist"
import { getRoute } from "../../../validating"

export const ageingMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/ageing", ageingParametersSchema),
]
