import type { MiddlewareRoute } from "@medusajs/framework/http"
import { documentListParametersSchema, reverseSchema } from "../../../../http-contract/document"
import { oneParametersSchema } from "../../../../http-contract/list"
import { postWarehouseTransferSchema } from "../../../../http-contract/own-documents"
import { getRoute, postRoute } from "../../../validating"

const warehouseTransfers = "/admin/consignment/warehouse-transfers"

export const warehouseTransferMiddlewares: MiddlewareRoute[] = [
  getRoute(warehouseTransfers, documentListParametersSchema),
  postRoute(warehouseTransfers, postWarehouseTransferSchema),
  getRoute(`${warehouseTransfers}/:id`, oneParametersSchema),
  postRoute(`${warehouseTransfers}/:id/reverse`, reverseSchema),
]
