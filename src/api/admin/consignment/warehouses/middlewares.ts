import type { MiddlewareRoute } from "@medusajs/framework/http"
import { getRoute, postRoute } from "../../../validating"

const warehouses = "/admin/consignment/warehouses"

export const warehouseMiddlewares: MiddlewareRoute[] = [
  getRoute(warehouses, "warehouseListParametersSchema"),
  postRoute(warehouses, "createWarehouseSchema"),
  getRoute(`${warehouses}/:id`, "oneParametersSchema"),
  postRoute(`${warehouses}/:id`, "updateWarehouseSchema"),
  getRoute(`${warehouses}/:id/items`, "warehouseItemListParametersSchema"),
  postRoute(`${warehouses}/:id/items`, "setWarehouseItemsSchema"),
]
