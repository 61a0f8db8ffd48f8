import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute } from "../../../validating"

export const allDocumentsMiddlewares: MiddlewareRoute[] = [
  getRoute("/admin/consignment/documents", "allDocumentsParametersSchema"),
  getRoute("/admin/consignment/reversals/:id", "oneParametersSchema"),
]
