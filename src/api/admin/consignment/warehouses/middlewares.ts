import type { MiddlewareRoute } from "@medusajs/framework/http"
import { oneParametersSchema } from "../../../../http-contract/list"
import {
  createWarehouseSchema,
  updateWarehouseSchema,
  warehouseListParametersSchema,
} from "../../../../http-contract/warehouse"
import {
  setWarehouseItemsSchema,
  warehouseItemListParametersSchema,
} from "../../../../http-contract/warehouse-item"
import { getRoute, postRoute } from "../../../validating"

const warehouses = "/admin/consignment/warehouses"

export const warehouseMiddlewares: MiddlewareRoute[] = [
  getRoute(warehouses, warehouseListParametersSchema),
  postRoute(warehouses, createWarehouseSchema),
  getRoute(`${warehouses}/:id`, oneParametersSchema),
  postRoute(`${warehouses}/:id`, updateWarehouseSchema),
  getRoute(`${warehouses}/:id/items`, warehouseItemListParametersSchema),
  postRoute(`${warehouses}/:id/items`, setWarehouseItemsSchema),
]
