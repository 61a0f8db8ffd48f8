import type { LevelChange } from "../../modules/consignment/domain/posting"
import { exact, toText } from "../../modules/consignment/domain/quantity"
import type { HostLevels } from "../../modules/consignment/ledger/posting/host-levels"
import { newId } from "../../modules/consignment/database/new-id"
import type { Sql } from "../../modules/consignment/database/sql"
import { orderReservations } from "./order-reservations"
import { isFulfillable, unissued } from "./order-facts"

/**
 * The host's inventory levels in SQL. Of a quantity only the value in the raw column is exact, so that one is read, and
 * both columns are written.
 */
const stocked =
  "coalesce((level.raw_stocked_quantity ->> 'value')::numeric, level.stocked_quantity)"
const reserved =
  "coalesce((level.raw_reserved_quantity ->> 'value')::numeric, level.reserved_quantity)"

/** Levels of the host, read and changed inside the ledger's transaction, any number with one statement. */
export const hostLevels: HostLevels = {
  ...orderReservations,
  unissued,
  isFulfillable,

  table: `(select level.location_id as stock_location_id, level.inventory_item_id, item.sku, ${stocked} as stocked,
    ${reserved} as reserved from inventory_level level left join inventory_item item on item.id = level.inventory_item_id
    where level.deleted_at is null)`,

  read: async (sql, places) => {
    const rows = await sql<{
      location_id: string
      inventory_item_id: string
      stocked: string
      reserved: string
    }>(
      `select level.location_id, level.inventory_item_id, ${stocked}::text as stocked, ${reserved}::text as reserved
       from inventory_level level
       where level.deleted_at is null and (level.location_id, level.inventory_item_id) in
         (select * from unnest(?::text[], ?::text[]))`,
      [places.map((place) => place.stockLocationId), places.map((place) => place.inventoryItemId)]
    )
    return rows.map((row) => ({
      stockLocationId: row.location_id,
      inventoryItemId: row.inventory_item_id,
      stocked: exact(row.stocked),
      reserved: exact(row.reserved),
    }))
  },

  change: async (sql, changes) => {
    await createMissingLevels(sql, changes)
    const rows = await sql<{ id: string }>(
      `with change as (
         select stock_location_id, inventory_item_id, sum(quantity) as quantity
         from json_to_recordset(?::json)
           as change (stock_location_id text, inventory_item_id text, quantity numeric)
         group by 1, 2)
       update inventory_level level set
         stocked_quantity = ${stocked} + change.quantity,
         raw_stocked_quantity =
           jsonb_build_object('value', trim_scale(${stocked} + change.quantity)::text, 'precision', 20),
         updated_at = now()
       from change
       where level.deleted_at is null and level.location_id = change.stock_location_id
         and level.inventory_item_id = change.inventory_item_id
       returning level.id`,
      [toJson(changes)]
    )
    return rows.map((row) => row.id)
  },
}

const toJson = (changes: LevelChange[]): string =>
  JSON.stringify(
    changes.map((change) => ({
      stock_location_id: change.stockLocationId,
      inventory_item_id: change.inventoryItemId,
      quantity: toText(change.quantity),
    }))
  )

/** Makes levels, of nothing, where there are none. */
export const createMissingLevels = async (sql: Sql, changes: LevelChange[]): Promise<void> => {
  const missing = await sql<{ stock_location_id: string; inventory_item_id: string }>(
    `select distinct change.stock_location_id, change.inventory_item_id
     from json_to_recordset(?::json) as change (stock_location_id text, inventory_item_id text)
     left join inventory_level level on level.location_id = change.stock_location_id
       and level.inventory_item_id = change.inventory_item_id and level.deleted_at is null
     where level.id is null`,
    [toJson(changes)]
  )
  if (missing.length === 0) return
  const zero = `'{"value": "0", "precision": 20}'::jsonb`
  await sql(
    `insert into inventory_level (id, location_id, inventory_item_id, stocked_quantity, raw_stocked_quantity,
       reserved_quantity, raw_reserved_quantity, incoming_quantity, raw_incoming_quantity)
     select id, stock_location_id, inventory_item_id, 0, ${zero}, 0, ${zero}, 0, ${zero}
     from json_to_recordset(?::json) as missing (id text, stock_location_id text, inventory_item_id text)
     on conflict do nothing`,
    [JSON.stringify(missing.map((place) => ({ ...place, id: newId("ilev") })))]
  )
}
