import type { MiddlewareRoute } from "@medusajs/framework/http"
import { noParametersSchema } from "../../../../http-contract/stock"
import { getRoute } from "../../../validating"

export const overviewMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/overview", noParametersSchema),
]
