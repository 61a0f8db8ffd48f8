import { ConsignmentError } from "./errors"
import type { Warehouse } from "./stock"

export const isHire = (warehouse: Pick<Warehouse, "purpose">): boolean =>
  warehouse.purpose === "hire"

/**
 * Hired goods are lent and go back to their owner: they are never issued, used up or bought.
 * Throws: NOT_CONSIGNMENT_WAREHOUSE.
 */
export const refuseTakingHired = (warehouses: (Warehouse | null | undefined)[]): void => {
  const hire = warehouses.find((warehouse) => warehouse && isHire(warehouse))
  if (!hire) return
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "Hired goods are lent or go back to their owner; they cannot be issued, used or purchased.",
    { warehouse_id: hire.id, stock_location_id: hire.stockLocationId }
  )
}
