import type { Decimal } from "decimal.js"
import { ConsignmentError } from "../../domain/errors"
import { refuseOpenBusiness, type OpenKind } from "../../domain/open-business"
import { exact, sumOf, toText } from "../../domain/quantity"
import { openLotsAt, positionAt, toWorkingStock } from "../../domain/stock"
import { lockLocations, lockRows } from "../../database/locks"
import { loadOpenBusiness } from "../../database/open-business"
import type { Sql } from "../../database/sql"
import type { PlaceOfItem } from "../posting/host-levels"
import { lockStock } from "../posting/lock-stock"
import type { Ports } from "../posting/post"

/** A level as the host is about to set it. */
export interface SetLevel extends PlaceOfItem {
  stocked: Decimal
}

/** Things that the host is about to remove: levels of items at locations, whole items, or whole locations. */
export interface Removal {
  places?: PlaceOfItem[]
  inventoryItemIds?: string[]
  stockLocationIds?: string[]
}

/**
 * Locks the places and lets nobody take a level below what is consigned there; level increases are always allowed.
 * Throws: CONSIGNED_STOCK_PRESENT, naming every level.
 */
export const guardLevels = async (
  { sql, host, clock }: Ports,
  levels: SetLevel[]
): Promise<void> => {
  const stock = toWorkingStock(
    await lockStock(sql, host, { places: levels, at: clock(), changesSince: null })
  )
  const refused = levels.flatMap(({ stockLocationId, inventoryItemId, stocked }) => {
    const position = positionAt(stock, stockLocationId, inventoryItemId)
    const lots = openLotsAt(stock, stockLocationId, inventoryItemId)
    const consigned = sumOf(lots, (lot) => lot.remaining)
    const isBelow = stocked.plus(position.pending).lt(consigned)
    return isBelow && stocked.lt(position.stocked)
      ? [
          {
            stock_location_id: stockLocationId,
            inventory_item_id: inventoryItemId,
            sku: lots[0]?.sku ?? null,
            stocked: toText(stocked),
            consigned: toText(consigned),
          },
        ]
      : []
  })
  const [first] = refused
  if (!first) return
  throw new ConsignmentError(
    "CONSIGNED_STOCK_PRESENT",
    `The level of ${refused.map((level) => level.sku ?? level.inventory_item_id).join(", ")} cannot fall below the ${first.consigned} consigned units in stock; a consignor return, an ownership transfer or a stock count changes them.`,
    { levels: refused }
  )
}

/** Throws: DOCUMENT_POSTED (the order is a posted sales invoice). */
export const guardOrderCancellation = async (sql: Sql, orderId: string): Promise<void> => {
  const [invoice] = await sql<{ id: string; number: string | null }>(
    `select id, number from consignment_invoice
     where order_id = ? and kind = 'sales' and status <> 'draft' and deleted_at is null limit 1`,
    [orderId]
  )
  if (!invoice) return
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    `The order belongs to the posted sales invoice ${invoice.number ?? invoice.id} and cannot be canceled; post a credit note for the invoice instead.`,
    { invoice_id: invoice.id }
  )
}

/** Open business that must keep its location, and its item. */
const openKindsOfLocation: OpenKind[] = ["consigned", "unsettled", "uninvoiced"]
const openKindsOfItem: OpenKind[] = [...openKindsOfLocation, "return_fee"]

/**
 * Locks what is about to go and refuses while it is needed: a level by its consigned units, an item or a location by
 * all that is still open, a location also by the warehouses that name it.
 * Throws: CONSIGNED_STOCK_PRESENT.
 */
export const guardRemoval = async (sql: Sql, removal: Removal): Promise<void> => {
  const { places = [], inventoryItemIds = [], stockLocationIds = [] } = removal
  await lockLocations(sql, stockLocationIds)
  await lockRows(sql, "positionsToRemove", "inventory_item_id", [
    ...placeParameters(places),
    inventoryItemIds,
    stockLocationIds,
  ])
  await refuseOpenLevels(sql, places)
  if (inventoryItemIds.length > 0) {
    const open = await loadOpenBusiness(sql, { inventoryItemIds }, openKindsOfItem)
    refuseOpenBusiness("The item cannot be deleted", open)
  }
  if (stockLocationIds.length > 0) {
    const open = await loadOpenBusiness(sql, { stockLocationIds }, openKindsOfLocation)
    refuseOpenBusiness("The stock location cannot be deleted", open)
    await refuseWarehousesAt(sql, stockLocationIds)
  }
}

const placeParameters = (places: PlaceOfItem[]) => [
  places.map((place) => place.stockLocationId),
  places.map((place) => place.inventoryItemId),
]

const refuseOpenLevels = async (sql: Sql, places: PlaceOfItem[]): Promise<void> => {
  if (places.length === 0) return
  const rows = await sql<{ sku: string; quantity: string }>(
    `select coalesce(sku, inventory_item_id) as sku, sum(quantity_remaining)::text as quantity
     from consignment_lot where quantity_remaining > 0
       and (stock_location_id, inventory_item_id) in (select * from unnest(?::text[], ?::text[]))
     group by 1 order by 1`,
    placeParameters(places)
  )
  refuseOpenBusiness(
    "The inventory level cannot be deleted",
    rows.map(({ sku, quantity }) => ({ kind: "consigned", sku, quantity: exact(quantity) }))
  )
}

/** Receipts would still be posted at a location that is gone, and purchases would move units to it. */
const refuseWarehousesAt = async (sql: Sql, stockLocationIds: string[]): Promise<void> => {
  const warehouses = await sql<{ id: string; name: string; holds_own: boolean }>(
    `select id, name, not (stock_location_id = any(?::text[])) as holds_own from consignment_warehouse
     where (stock_location_id = any(?::text[]) or own_stock_location_id = any(?::text[])) and deleted_at is null
     order by name, id`,
    [stockLocationIds, stockLocationIds, stockLocationIds]
  )
  const [first] = warehouses
  if (!first) return
  const reason = first.holds_own
    ? `It holds the own stock of the consignment warehouse ${first.name}: choose another location for it first.`
    : `It is the location of the consignment warehouse ${first.name}: delete the warehouse first.`
  throw new ConsignmentError(
    "CONSIGNED_STOCK_PRESENT",
    `The stock location cannot be deleted. ${reason}`,
    { warehouse_ids: warehouses.map(({ id }) => id) }
  )
}
