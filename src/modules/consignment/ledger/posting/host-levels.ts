import type { Decimal } from "decimal.js"
import type { LevelChange } from "../../domain/posting"
import type { Sql } from "../../database/sql"
import type { Query } from "../../database/together"
import type { AccountName } from "./lock-account"

export interface PlaceOfItem {
  stockLocationId: string
  inventoryItemId: string
}

export interface HostLevel extends PlaceOfItem {
  stocked: Decimal
  reserved: Decimal
}

/** Goods that an order waits for. */
export interface OrderPromise {
  orderId: string
  stockLocationId: string
  items: { inventoryItemId: string; quantity: string }[]
}

/** Quantity released from a reservation. */
export interface Released {
  id: string
  quantity: string
}

/** A reservation of the ledger's own: units that are lent, ended or not checked yet. */
export interface Hold extends PlaceOfItem {
  /** Of the reservation. */
  id: string
  quantity: Decimal
  /** Shown in the host's admin. */
  description: string
}

/** How the ledger reads and changes the host's inventory levels, in its own transaction. */
export interface HostLevels {
  /**
   * The levels as a subquery with the columns stock_location_id, inventory_item_id, sku, stocked and reserved, for
   * statements that compare them with lots at one instant.
   */
  table: string
  levels: (places: PlaceOfItem[]) => Query<HostLevel[]>
  /** Makes levels that are missing; answers the ids of the levels it changed. */
  change: (sql: Sql, changes: LevelChange[]) => Promise<string[]>
  /** Lets go of quantities that are reserved for an order, those at the location first. */
  release: (sql: Sql, promise: OrderPromise) => Promise<Released[]>
  /** Reserves again what was let go, unless its order was cancelled meanwhile. */
  reserveAgain: (sql: Sql, released: Released[]) => Promise<void>
  /** Sets the quantities of our own reservations, with the levels' reserved quantity; 0 ends a reservation. */
  hold: (sql: Sql, holds: Hold[]) => Promise<void>
  /**
   * By item: units of an order that the host fulfilled and that no goods issue accounts for; null for an order that the
   * host has fulfilled nothing of.
   */
  unissued: (
    sql: Sql,
    orderId: string,
    inventoryItemIds: string[]
  ) => Promise<Map<string, Decimal> | null>
  /** Units of the order are left that the host would take from stock when it fulfils them. */
  isFulfillable: (sql: Sql, orderId: string) => Promise<boolean>
  /** Flows that issued goods of the account up to the cut-off, and whose orders do not know it yet, or never will. */
  unfinishedIssues: (sql: Sql, account: AccountName, cutOff: Date) => Promise<string[]>
  /** Changes that a document makes before it reads the levels, once it has locked their places. */
  beforeRead?: (sql: Sql) => Promise<void>
  /** Change of levels that a step of the host makes itself, in our transaction, once the ledger has decided. */
  adjust?: () => Promise<unknown>
}
