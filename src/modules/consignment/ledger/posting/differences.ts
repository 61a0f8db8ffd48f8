import { trimmed } from "../../domain/quantity"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import type { HostLevels } from "./host-levels"

/** Levels and lots that disagree at one place and item. Quantities are decimal strings. */
export interface Difference {
  stock_location_id: string
  inventory_item_id: string
  sku: string | null
  stocked: string
  consigned: string
  pending: string
  /** stocked + pending − consigned: below zero, or not zero where no own stock is allowed. */
  difference: string
}

/** Of a warehouse `w`: it must hold no own stock. */
const isDedicated = `(w.direction = 'outbound' or w.own_stock_location_id <> w.stock_location_id)`

const allPlaces = (host: HostLevels): string => `
  select stock_location_id, inventory_item_id from consignment_lot where quantity_remaining > 0
  union select stock_location_id, inventory_item_id from consignment_position
  union select level.stock_location_id, level.inventory_item_id from ${host.table} level
    join consignment_warehouse w on w.stock_location_id = level.stock_location_id and w.deleted_at is null
    where level.stocked <> 0 and ${isDedicated}`

/** Where an account's goods lie: looking further would cost what all goods weigh. */
const placesOfAccount = `
  select distinct stock_location_id, inventory_item_id from consignment_lot
  where quantity_remaining > 0 and contractor_id = ? and direction = ?`

const namedPlaces = `
  select * from unnest(?::text[], ?::text[]) as place (stock_location_id, inventory_item_id)`

/**
 * Every place and item where own stock would be negative, or is in a dedicated or outbound warehouse; of one account:
 * the places of its goods. One statement, so that levels and lots are of one instant; it is given
 * the places of an account as arrays, so that the database knows how many they are.
 */
export const findDifferences = async (
  sql: Sql,
  host: HostLevels,
  account: { contractorId: string; direction: Direction } | null = null
): Promise<Difference[]> => {
  const places = account
    ? await sql<Pick<Difference, "stock_location_id" | "inventory_item_id">>(placesOfAccount, [
        account.contractorId,
        account.direction,
      ])
    : []
  const rows = await sql<Difference>(
    `with places as (${account ? namedPlaces : allPlaces(host)}),
     lots as (
       select stock_location_id, inventory_item_id, min(sku) as sku, sum(quantity_remaining) as consigned
       from consignment_lot join places using (stock_location_id, inventory_item_id)
       where quantity_remaining > 0 group by 1, 2),
     compared as (
       select p.stock_location_id, p.inventory_item_id, coalesce(lots.sku, level.sku) as sku,
         coalesce(level.stocked, 0) as stocked, coalesce(lots.consigned, 0) as consigned,
         coalesce(position.pending, 0) as pending,
         coalesce(level.stocked, 0) + coalesce(position.pending, 0) - coalesce(lots.consigned, 0) as difference,
         ${isDedicated} as is_dedicated
       from places p
       left join lots using (stock_location_id, inventory_item_id)
       left join ${host.table} level using (stock_location_id, inventory_item_id)
       left join consignment_position position using (stock_location_id, inventory_item_id)
       left join consignment_warehouse w on w.stock_location_id = p.stock_location_id and w.deleted_at is null)
     select stock_location_id, inventory_item_id, sku, stocked::text, consigned::text, pending::text, difference::text
     from compared
     where difference < 0 or (is_dedicated and difference <> 0)
     order by stock_location_id, inventory_item_id`,
    account
      ? [
          places.map((place) => place.stock_location_id),
          places.map((place) => place.inventory_item_id),
        ]
      : []
  )
  return rows.map((row) => ({
    ...row,
    stocked: trimmed(row.stocked),
    consigned: trimmed(row.consigned),
    pending: trimmed(row.pending),
    difference: trimmed(row.difference),
  }))
}

/** A quantity shipped on backorder that still waits for a receipt. */
export interface PendingQuantity {
  goods_issue_id: string
  stock_location_id: string
  inventory_item_id: string
  quantity: string
}

export const listPending = async (sql: Sql): Promise<PendingQuantity[]> => {
  const rows = await sql<PendingQuantity>(
    `select document_id as goods_issue_id, stock_location_id, inventory_item_id, quantity_pending::text as quantity
     from consignment_allocation where quantity_pending > 0 order by sequence`
  )
  return rows.map((row) => ({ ...row, quantity: trimmed(row.quantity) }))
}
