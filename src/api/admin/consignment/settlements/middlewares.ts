import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const settlements = "/admin/consignment/settlements"

export const settlementMiddlewares: MiddlewareRoute[] = [
  getRoute(settlements, "settlementListParametersSchema"),
  postRoute(settlements, "settleSchema"),
  postRoute(`${settlements}/preview`, "settleSchema"),
  getRoute(`${settlements}/due`, "dueSettlementParametersSchema"),
  postRoute(`${settlements}/due`, "settleAllDueSchema"),
  getRoute(`${settlements}/totals`, "settlementTotalsParametersSchema"),
  getRoute(`${settlements}/due/plan`, "noParametersSchema"),
  getRoute(`${settlements}/:id`, "oneParametersSchema"),
  getRoute(`${settlements}/:id/document`, "settlementPaperParametersSchema"),
  getRoute(`${settlements}/:id/send`, "letterParametersSchema"),
  postRoute(`${settlements}/:id/send`, "sendLetterSchema"),
  postRoute(`${settlements}/:id/cancel`, "cancelSettlementSchema"),
  getRoute(`${settlements}/:id/movements`, "movementListParametersSchema"),
]
