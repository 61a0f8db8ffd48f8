import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const agreements = "/admin/consignment/agreements"

export const agreementMiddlewares: MiddlewareRoute[] = [
  getRoute(agreements, "agreementListParametersSchema"),
  postRoute(agreements, "createAgreementSchema"),
  getRoute(`${agreements}/:id`, "oneParametersSchema"),
  postRoute(`${agreements}/:id`, "updateAgreementSchema"),
]
