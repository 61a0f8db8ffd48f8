import type { MiddlewareRoute } from "@medusajs/framework/http"
import { oneParametersSchema } from "../../../../http-contract/list"
import {
  createWarehouseSchema,
  updateWarehouseSchema,
  warehouseListParametersSchema,
} from "../../../../http-contract/warehouse"
import { getRoute, postRoute } from "../../../validating"

const warehouses = "/admin/consignment/warehouses"

export const warehouseMiddlewares: MiddlewareRoute[] = [
  getRoute(warehouses, warehouseListParametersSchema),
  postRoute(warehouses, createWarehouseSchema),
  getRoute(`${warehouses}/:id`, oneParametersSchema),
  postRoute(`${warehouses}/:id`, updateWarehouseSchema),
]
