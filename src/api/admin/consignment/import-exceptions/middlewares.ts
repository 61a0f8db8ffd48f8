import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const exceptions = "/admin/consignment/import-exceptions"

export const importExceptionMiddlewares: MiddlewareRoute[] = [
  getRoute(exceptions, "importExceptionListParametersSchema"),
  postRoute(`${exceptions}/:id/dismiss`, "noParametersSchema"),
]
