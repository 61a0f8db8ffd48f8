import type { Decimal } from "decimal.js"
import { ConsignmentError } from "../../domain/errors"
import { sumOf, toText } from "../../domain/quantity"
import { openLotsAt, positionAt, toWorkingStock } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import type { PlaceOfItem } from "../posting/host-levels"
import { lockStock } from "../posting/lock-stock"
import type { Ports } from "../posting/post"

/** A level as the host is about to set it. */
export interface SetLevel extends PlaceOfItem {
  stocked: Decimal
}

/** What the host is about to remove: levels of items at locations, whole items, or whole locations. */
export interface Removal {
  places?: PlaceOfItem[]
  inventoryItemIds?: string[]
  stockLocationIds?: string[]
}

/**
 * Locks the places and lets nobody take a level below what is consigned there; a level that rises is nobody's harm.
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
    `The level of ${refused.map((level) => level.sku ?? level.inventory_item_id).join(", ")} cannot fall below the ${first.consigned} consigned pieces that lie there; a consignor return, an ownership transfer or a stock count changes them.`,
    { levels: refused }
  )
}

/** Throws: DOCUMENT_POSTED (the order is a posted sales invoice). */
export const guardOrderCancellation = async (sql: Sql, orderId: string): Promise<void> => {
  const [invoice] = await sql<{ id: string; number: string | null }>(
    `select id, number from consignment_invoice
     where order_id = ? and kind = 'sales' and status = 'posted' and deleted_at is null limit 1`,
    [orderId]
  )
  if (!invoice) return
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    `The order belongs to the posted sales invoice ${invoice.number ?? invoice.id} and cannot be canceled; post a credit note for the invoice instead.`,
    { invoice_id: invoice.id }
  )
}

/** Throws: CONSIGNED_STOCK_PRESENT, naming what is consigned there. */
export const guardRemoval = async (sql: Sql, removal: Removal): Promise<void> => {
  const { places = [], inventoryItemIds = [], stockLocationIds = [] } = removal
  const parameters = [
    places.map((place) => place.stockLocationId),
    places.map((place) => place.inventoryItemId),
    inventoryItemIds,
    stockLocationIds,
  ]
  const condition = `(stock_location_id, inventory_item_id) in (select * from unnest(?::text[], ?::text[]))
    or inventory_item_id = any(?::text[]) or stock_location_id = any(?::text[])`
  await sql(
    `select 1 from consignment_position where ${condition}
     order by stock_location_id, inventory_item_id for update`,
    parameters
  )
  const consigned = await sql<{ sku: string; quantity: string }>(
    `select coalesce(sku, inventory_item_id) as sku, trim_scale(sum(quantity_remaining))::text as quantity
     from consignment_lot where quantity_remaining > 0 and (${condition}) group by 1 order by 1`,
    parameters
  )
  if (consigned.length === 0) return
  const named = consigned.map(({ sku, quantity }) => `${quantity} of ${sku}`).join(", ")
  throw new ConsignmentError("CONSIGNED_STOCK_PRESENT", `Consigned goods lie there: ${named}.`, {
    items: consigned,
  })
}
