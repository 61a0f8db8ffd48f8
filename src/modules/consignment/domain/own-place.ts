import { ConsignmentError } from "./errors"
import { isDedicated, type Warehouse } from "./stock"

/**
 * Own goods leave from and return to our own locations.
 * Throws: NOT_CONSIGNMENT_WAREHOUSE (a customer's location holds only delivered goods), DEDICATED_WAREHOUSE (it must hold
 * no own stock).
 */
export const refuseForeignPlace = (stockLocationId: string, warehouse: Warehouse | null): void => {
  if (warehouse?.direction === "outbound") {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "This is a customer's location; name one of your own locations.",
      { warehouse_id: warehouse.id, stock_location_id: stockLocationId }
    )
  }
  if (warehouse && isDedicated(warehouse)) {
    throw new ConsignmentError(
      "DEDICATED_WAREHOUSE",
      "A dedicated consignment warehouse holds no own stock; name its own-stock location.",
      { warehouse_id: warehouse.id, stock_location_id: warehouse.ownStockLocationId }
    )
  }
}
