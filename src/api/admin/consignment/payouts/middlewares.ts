import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const payouts = "/admin/consignment/payouts"

export const payoutMiddlewares: MiddlewareRoute[] = [
  getRoute(payouts, "payableParametersSchema"),
  postRoute(`${payouts}/file`, "payoutFileSchema"),
  postRoute(`${payouts}/payments`, "recordPayoutSchema"),
]
