import type { Context, InventoryLevelDTO } from "@medusajs/framework/types"
import { CommonEvents, MedusaError } from "@medusajs/framework/utils"
import type { LevelChange } from "../../../modules/consignment/domain/posting"
import {
  toDate,
  toDateOrNull,
  type Instant,
} from "../../../modules/consignment/database/column-table"
import type { Sql } from "../../../modules/consignment/database/sql"
import { changeAnswering, keyOf, sumByPlace } from "../inventory/levels"
import { reservedIn, stockedIn } from "../inventory/quantities"
import type { ModuleInternals } from "../inventory/shared-transaction"

/** The parts of the host's inventory module that its own way of adjusting levels uses. */
export interface LevelInternals extends ModuleInternals {
  aggregatedEvents: (event: {
    action: string
    object: string
    data: { id: string }
    context: Context
  }) => void
}

/**
 * Adjusts levels as the host does, with its answer, its events and its refusal, but all of them with one statement. The
 * host reads and writes them one by one, which takes longer than all the rest of a fulfilment of many lines.
 * Throws: not_found, if there is no such level.
 */
export const adjustLevels = async (
  sql: Sql,
  inventory: LevelInternals,
  changes: LevelChange[],
  context: Context
): Promise<InventoryLevelDTO[]> => {
  const rows = await changeAnswering<LevelRow>(sql, sumByPlace(changes), columns)
  const byPlace = new Map(rows.map((row) => [placeOf(row), toLevel(row)]))
  const levels = changes.map((change) => byPlace.get(keyOf(change)) ?? refuseMissing(change))
  for (const id of new Set(levels.map((level) => level.id))) {
    const data = { id }
    inventory.aggregatedEvents({
      action: CommonEvents.UPDATED,
      object: "inventory_level",
      data,
      context,
    })
  }
  return levels
}

const stocked = stockedIn("level")
const reserved = reservedIn("level")

/** The host answers quantities as numbers. */
const columns = `level.*, (${stocked})::float8 as stocked, (${reserved})::float8 as reserved,
  (${stocked} - ${reserved})::float8 as available,
  coalesce((level.raw_incoming_quantity ->> 'value')::numeric, level.incoming_quantity)::float8 as incoming`

interface RawQuantity {
  value: string
  precision: number
}

interface LevelRow {
  id: string
  location_id: string
  inventory_item_id: string
  metadata: Record<string, unknown> | null
  raw_stocked_quantity: RawQuantity
  raw_reserved_quantity: RawQuantity
  raw_incoming_quantity: RawQuantity
  created_at: Instant
  updated_at: Instant
  deleted_at: Instant | null
  stocked: number
  reserved: number
  available: number
  incoming: number
}

const placeOf = ({ location_id, inventory_item_id }: LevelRow): string =>
  keyOf({ stockLocationId: location_id, inventoryItemId: inventory_item_id })

/** A level as the host answers it. */
const toLevel = (row: LevelRow) => ({
  id: row.id,
  location_id: row.location_id,
  metadata: row.metadata,
  inventory_item_id: row.inventory_item_id,
  inventory_item: { id: row.inventory_item_id, reserved_quantity: null, stocked_quantity: null },
  raw_stocked_quantity: row.raw_stocked_quantity,
  raw_reserved_quantity: row.raw_reserved_quantity,
  raw_incoming_quantity: row.raw_incoming_quantity,
  created_at: toDate(row.created_at),
  updated_at: toDate(row.updated_at),
  deleted_at: toDateOrNull(row.deleted_at),
  available_quantity: row.available,
  stocked_quantity: row.stocked,
  reserved_quantity: row.reserved,
  incoming_quantity: row.incoming,
})

const refuseMissing = ({ inventoryItemId, stockLocationId }: LevelChange): never => {
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `Inventory level for item ${inventoryItemId} and location ${stockLocationId} not found`
  )
}
