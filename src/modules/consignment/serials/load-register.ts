import { serialKey } from "../domain/serial-numbers"
import {
  emptyRegister,
  holderKey,
  serialsOf,
  type SerialLine,
  type SerialRegister,
} from "../domain/serial-register"
import type { Lot } from "../domain/lot"
import type { PlaceOfItem } from "../ledger/posting/host-levels"
import type { LockedStock } from "../ledger/posting/lock-stock"
import { exact } from "../domain/quantity"
import type { Sql } from "../database/sql"
import { lockSerials } from "../database/locks"
import { serialColumns, toSerialUnit, type SerialRow } from "./rows"

/** Lines and stock of a document that asks the register. */
export interface RegisterRequest {
  stock: LockedStock
  named: Pick<SerialLine, "inventoryItemId" | "serialNumbers">[]
  /** A count compares all units that are there. */
  withHeld?: boolean
}

/**
 * Locks and reads the units that a document names, and how many units are known where it takes from. Null if the
 * document names none and none is registered of its items.
 */
export const loadRegister = async (
  sql: Sql,
  request: RegisterRequest
): Promise<SerialRegister | null> => {
  const { positions, lots, hasSerials } = request.stock
  const isNamed = request.named.some((line) => serialsOf(line).length > 0)
  if (!isNamed && !hasSerials) return null
  const itemIds = [...new Set([...positions, ...lots].map((one) => one.inventoryItemId))]
  await lockSerials(sql, itemIds)
  const lotIds = await loadFamilies(sql, lots)
  const named = request.named.flatMap((line) =>
    serialsOf(line).map((serial) => ({ itemId: line.inventoryItemId, serial }))
  )
  const rows = await sql<SerialRow>(
    `select ${serialColumns} from consignment_serial_number s
     where (s.inventory_item_id, s.serial) in (select * from unnest(?::text[], ?::text[]))
       or (?::boolean and s.is_held and (s.lot_id = any(?::text[])
         or (s.lot_id is null and (s.stock_location_id, s.inventory_item_id) in (select * from unnest(?::text[], ?::text[])))))`,
    [
      named.map((one) => one.itemId),
      named.map((one) => one.serial),
      request.withHeld === true,
      lotIds,
      ...toColumns(positions),
    ]
  )
  const holderLotIds = [...new Set([...lotIds, ...rows.flatMap((row) => row.lot_id ?? [])])]
  const places = [
    ...positions,
    ...rows.flatMap((row) =>
      row.lot_id === null && row.stock_location_id !== null
        ? { stockLocationId: row.stock_location_id, inventoryItemId: row.inventory_item_id }
        : []
    ),
  ]
  return {
    ...emptyRegister(),
    units: new Map(
      rows.map((row) => [serialKey(row.inventory_item_id, row.serial), toSerialUnit(row)])
    ),
    ...(await loadHolders(sql, holderLotIds, places)),
  }
}

/** A unit that left its lot unnamed may be in any lot of its family. */
const loadFamilies = async (sql: Sql, lots: Lot[]): Promise<string[]> => {
  const roots = [...new Set(lots.map((lot) => lot.originLotId ?? lot.id))]
  if (roots.length === 0) return []
  const rows = await sql<{ id: string }>(
    `select id from consignment_lot where id = any(?::text[]) or origin_lot_id = any(?::text[])`,
    [roots, roots]
  )
  return rows.map((row) => row.id)
}

const toColumns = (places: PlaceOfItem[]) => [
  places.map((place) => place.stockLocationId),
  places.map((place) => place.inventoryItemId),
]

interface CountRow {
  lot_id: string | null
  stock_location_id: string | null
  inventory_item_id: string
  quantity: string
  held: number
}

const loadHolders = async (sql: Sql, lotIds: string[], places: PlaceOfItem[]) => {
  const known = await sql<CountRow>(
    `select lot_id, case when lot_id is null then stock_location_id end as stock_location_id, inventory_item_id,
       count(*)::text as quantity, (count(*) filter (where is_held))::int as held
     from consignment_serial_number
     where lot_id = any(?::text[]) or (is_held and lot_id is null
       and (stock_location_id, inventory_item_id) in (select * from unnest(?::text[], ?::text[])))
     group by 1, 2, 3`,
    [lotIds, ...toColumns(places)]
  )
  const gaps = await sql<CountRow>(
    `select lot_id, case when lot_id is null then stock_location_id end as stock_location_id, inventory_item_id,
       sum(quantity)::text as quantity, 0 as held
     from consignment_serial_gap
     where lot_id = any(?::text[]) or (lot_id is null
       and (stock_location_id, inventory_item_id) in (select * from unnest(?::text[], ?::text[])))
     group by 1, 2, 3`,
    [lotIds, ...toColumns(places)]
  )
  const keyOf = (row: CountRow) =>
    holderKey({
      lotId: row.lot_id,
      stockLocationId: row.stock_location_id,
      inventoryItemId: row.inventory_item_id,
    })
  return {
    held: new Map(known.map((row) => [keyOf(row), row.held])),
    gaps: new Map(gaps.map((row) => [keyOf(row), exact(row.quantity)])),
    knownLotIds: new Set(known.flatMap((row) => row.lot_id ?? [])),
  }
}

/** Allocations that have left with named units. */
export const loadNamedAllocations = async (
  sql: Sql,
  allocationIds: string[]
): Promise<ReadonlySet<string>> => {
  if (allocationIds.length === 0) return new Set()
  const rows = await sql<{ allocation_id: string }>(
    `select distinct allocation_id from consignment_serial_number where allocation_id = any(?::text[])`,
    [allocationIds]
  )
  return new Set(rows.map((row) => row.allocation_id))
}
