import type { Decimal } from "decimal.js"
import type { LevelChange } from "../domain/posting"
import type { Sql } from "../sql"

export interface PlaceOfItem {
  stockLocationId: string
  inventoryItemId: string
}

export interface HostLevel extends PlaceOfItem {
  stocked: Decimal
  reserved: Decimal
}

/** How the ledger reads and changes the host's inventory levels, in its own transaction. */
export interface HostLevels {
  /**
   * The levels as a subquery with the columns stock_location_id, inventory_item_id, sku, stocked and reserved, for
   * statements that compare them with lots at one instant.
   */
  table: string
  read: (sql: Sql, places: PlaceOfItem[]) => Promise<HostLevel[]>
  /** Makes levels that are missing; answers the ids of the levels it changed. */
  change: (sql: Sql, changes: LevelChange[]) => Promise<string[]>
  /** Lets go of what is reserved of items for an order; answers the ids of the reservations. */
  release: (
    sql: Sql,
    reserved: { orderId: string; inventoryItemIds: string[] }
  ) => Promise<string[]>
  /** Reserves again what was let go, unless its order was cancelled meanwhile. */
  reserveAgain: (sql: Sql, reservationIds: string[]) => Promise<void>
  /** What a step of the host does to the levels itself, in our transaction, once the ledger has decided. */
  adjust?: () => Promise<unknown>
}
