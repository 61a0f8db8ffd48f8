import { defineLink } from "@medusajs/framework/utils"
import StockLocationModule from "@medusajs/medusa/stock-location"
import ConsignmentModule from "../modules/consignment"

/** `stock_location` of a consignment warehouse. */
export const warehouseStockLocation = defineLink(
  { linkable: ConsignmentModule.linkable.consignmentWarehouse, field: "stock_location_id" },
  StockLocationModule.linkable.stockLocation,
  { readOnly: true }
)

/** `consignment_warehouse` of a stock location. */
export const stockLocationWarehouse = defineLink(
  { linkable: StockLocationModule.linkable.stockLocation, field: "id" },
  { ...ConsignmentModule.linkable.consignmentWarehouse.id, primaryKey: "stock_location_id" },
  { readOnly: true }
)
