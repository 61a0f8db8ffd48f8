import type { MiddlewareRoute } from "@medusajs/framework/http"
import { oneParametersSchema } from "../../../../http-contract/list"
import { settlementPaperParametersSchema } from "../../../../http-contract/paper"
import {
  cancelSettlementSchema,
  dueSettlementParametersSchema,
  settlementListParametersSchema,
  settleSchema,
} from "../../../../http-contract/settlement"
import { movementListParametersSchema } from "../../../../http-contract/stock"
import { getRoute, postRoute } from "../../../validating"

const settlements = "/admin/consignment/settlements"

export const settlementMiddlewares: MiddlewareRoute[] = [
  getRoute(settlements, settlementListParametersSchema),
  postRoute(settlements, settleSchema),
  postRoute(`${settlements}/preview`, settleSchema),
  getRoute(`${settlements}/due`, dueSettlementParametersSchema),
  getRoute(`${settlements}/:id`, oneParametersSchema),
  getRoute(`${settlements}/:id/document`, settlementPaperParametersSchema),
  postRoute(`${settlements}/:id/cancel`, cancelSettlementSchema),
  getRoute(`${settlements}/:id/movements`, movementListParametersSchema),
]
