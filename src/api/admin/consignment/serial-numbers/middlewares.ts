import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

export const serialNumberMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/serial-numbers", "serialNumberParametersSchema"),
  postRoute("/admin/consignment/serial-numbers", "registerSerialNumbersSchema"),
  postRoute("/admin/consignment/goods-issues/:id/serial-numbers", "nameIssuedSerialNumbersSchema"),
]
