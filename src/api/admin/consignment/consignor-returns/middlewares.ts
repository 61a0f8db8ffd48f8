import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { postConsignorReturnSchema } from "../../../../http-contract/own-documents"
import { paperParametersSchema } from "../../../../http-contract/paper"
import { getRoute, postRoute } from "../../../validating"

const consignorReturns = "/admin/consignment/consignor-returns"

export const consignorReturnMiddlewares: MiddlewareRoute[] = [
  getRoute(consignorReturns, documentListParametersSchema),
  postRoute(consignorReturns, postConsignorReturnSchema),
  getRoute(`${consignorReturns}/:id`, oneParametersSchema),
  getRoute(`${consignorReturns}/:id/document`, paperParametersSchema),
  postRoute(`${consignorReturns}/:id/reverse`, reverseSchema),
]
