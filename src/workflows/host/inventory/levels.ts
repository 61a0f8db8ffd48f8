import type { LevelChange } from "../../../modules/consignment/domain/posting"
import { exact, toText, ZERO } from "../../../modules/consignment/domain/quantity"
import { positionKey } from "../../../modules/consignment/domain/stock"
import type {
  HostLevel,
  HostLevels,
  PlaceOfItem,
} from "../../../modules/consignment/ledger/posting/host-levels"
import { newId } from "../../../modules/consignment/database/new-id"
import type { Sql } from "../../../modules/consignment/database/sql"
import { queryOf } from "../../../modules/consignment/database/together"
import { holds } from "./holds"
import { reservedIn, stockedIn } from "./quantities"
import { orderReservations } from "./order-reservations"
import { isFulfillable, unissued } from "./order-facts"
import { unfinishedIssues } from "../catch-up/unfinished/find-unfinished"

/**
 * The host's inventory levels in SQL. Of a quantity only the value in the raw column is exact, so that one is read, and
 * both columns are written.
 */
const stocked = stockedIn("level")
const reserved = reservedIn("level")

interface LevelRow {
  location_id: string
  inventory_item_id: string
  stocked: string
  reserved: string
}

/** Levels of the host, read and changed inside the ledger's transaction, any number with one statement. */
export const hostLevels: HostLevels = {
  ...orderReservations,
  ...holds,
  unissued,
  isFulfillable,
  unfinishedIssues,

  table: `(select level.location_id as stock_location_id, level.inventory_item_id, item.sku, ${stocked} as stocked,
    ${reserved} as reserved from inventory_level level left join inventory_item item on item.id = level.inventory_item_id
    where level.deleted_at is null)`,

  levels: (places) =>
    queryOf<LevelRow, HostLevel[]>(
      `select level.location_id, level.inventory_item_id, ${stocked}::text as stocked, ${reserved}::text as reserved
       from inventory_level level
       where level.deleted_at is null and (level.location_id, level.inventory_item_id) in
         (select * from unnest(?::text[], ?::text[]))`,
      placeParameters(places),
      (rows) =>
        rows.map((row) => ({
          stockLocationId: row.location_id,
          inventoryItemId: row.inventory_item_id,
          stocked: exact(row.stocked),
          reserved: exact(row.reserved),
        }))
    ),

  change: async (sql, changes) => {
    const wanted = sumByPlace(changes)
    const changed = await changeLevels(sql, wanted)
    const known = new Set(changed.map(keyOf))
    const missing = wanted.filter((change) => !known.has(keyOf(change)))
    if (missing.length === 0) return changed.map((level) => level.id)
    await createMissingLevels(sql, missing)
    return [...changed, ...(await changeLevels(sql, missing))].map((level) => level.id)
  },
}

export const keyOf = ({ stockLocationId, inventoryItemId }: PlaceOfItem): string =>
  positionKey(stockLocationId, inventoryItemId)

/** One change for each level, however many lines of a document change it. */
export const sumByPlace = (changes: LevelChange[]): LevelChange[] => {
  const sums = new Map<string, LevelChange>()
  for (const change of changes) {
    const before = sums.get(keyOf(change))?.quantity ?? ZERO
    sums.set(keyOf(change), { ...change, quantity: before.plus(change.quantity) })
  }
  return [...sums.values()]
}

const placeParameters = (places: PlaceOfItem[]) => [
  places.map((place) => place.stockLocationId),
  places.map((place) => place.inventoryItemId),
]

/**
 * Changes the levels that there are. The changes come as arrays, whose length the database knows when it plans: of JSON it
 * takes 100 rows for granted, and looks through the whole location for each line while its statistics are older than
 * the stock.
 */
export const changeLevels = async (
  sql: Sql,
  changes: LevelChange[]
): Promise<(PlaceOfItem & { id: string })[]> =>
  await changeAnswering(
    sql,
    changes,
    `level.id, level.location_id as "stockLocationId", level.inventory_item_id as "inventoryItemId"`
  )

/** As `changeLevels`; answers these columns of each `level`. */
export const changeAnswering = async <Row>(
  sql: Sql,
  changes: LevelChange[],
  columns: string
): Promise<Row[]> =>
  await sql<Row>(
    `update inventory_level level set
       stocked_quantity = ${stocked} + change.quantity,
       raw_stocked_quantity =
         jsonb_build_object('value', trim_scale(${stocked} + change.quantity)::text, 'precision', 20),
       updated_at = now()
     from unnest(?::text[], ?::text[], ?::numeric[]) as change (location_id, inventory_item_id, quantity)
     where level.deleted_at is null and level.location_id = change.location_id
       and level.inventory_item_id = change.inventory_item_id
     returning ${columns}`,
    [...placeParameters(changes), changes.map((change) => toText(change.quantity))]
  )

/** Makes levels, of nothing, where there are none. */
export const createMissingLevels = async (sql: Sql, places: PlaceOfItem[]): Promise<void> => {
  const zero = `'{"value": "0", "precision": 20}'::jsonb`
  await sql(
    `insert into inventory_level (id, location_id, inventory_item_id, stocked_quantity, raw_stocked_quantity,
       reserved_quantity, raw_reserved_quantity, incoming_quantity, raw_incoming_quantity)
     select id, location_id, inventory_item_id, 0, ${zero}, 0, ${zero}, 0, ${zero}
     from unnest(?::text[], ?::text[], ?::text[]) as missing (location_id, inventory_item_id, id)
     on conflict do nothing`,
    [...placeParameters(places), places.map(() => newId("ilev"))]
  )
}
