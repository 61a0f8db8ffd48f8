import type { MiddlewareRoute } from "@medusajs/framework/http"
import { importExceptionListParametersSchema } from "../../../../http-contract/import"
import { noParametersSchema } from "../../../../http-contract/stock"
import { getRoute, postRoute } from "../../../validating"

const exceptions = "/admin/consignment/import-exceptions"

export const importExceptionMiddlewares: MiddlewareRoute[] = [
  getRoute(exceptions, importExceptionListParametersSchema),
  postRoute(`${exceptions}/:id/dismiss`, noParametersSchema),
]
