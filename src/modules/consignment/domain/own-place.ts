import { ConsignmentError } from "./errors"
import { isDedicated, type Warehouse } from "./stock"

/**
 * Our own goods leave from and come home to places of ours.
 * Throws: NOT_CONSIGNMENT_WAREHOUSE (at a customer lie only goods that were delivered), DEDICATED_WAREHOUSE (nothing own
 * may lie there).
 */
export const refuseForeignPlace = (stockLocationId: string, warehouse: Warehouse | null): void => {
  if (warehouse?.direction === "outbound") {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "The location is a customer's; own goods lie at locations of ours.",
      { warehouse_id: warehouse.id, stock_location_id: stockLocationId }
    )
  }
  if (warehouse && isDedicated(warehouse)) {
    throw new ConsignmentError(
      "DEDICATED_WAREHOUSE",
      "Nothing own lies in a dedicated consignment warehouse; name its own location.",
      { warehouse_id: warehouse.id, stock_location_id: warehouse.ownStockLocationId }
    )
  }
}
