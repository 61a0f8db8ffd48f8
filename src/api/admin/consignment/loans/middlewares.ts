import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const loans = "/admin/consignment/loans"

export const loanMiddlewares: MiddlewareRoute[] = [
  getRoute(loans, "loanListParametersSchema"),
  postRoute(loans, "postLoanSchema"),
  getRoute(`${loans}/:id`, "oneParametersSchema"),
  postRoute(`${loans}/:id/returns`, "returnLoanSchema"),
  getRoute("/admin/consignment/hire-worklist", "hireWorklistParametersSchema"),
]
