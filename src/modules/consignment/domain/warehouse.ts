import type { Decimal } from "decimal.js"
import { ConsignmentError } from "./errors"
import { refuseOpenBusiness, type OpenBusiness } from "./open-business"
import { toText } from "./quantity"
import type { Direction, WarehousePurpose } from "./terms"

/** Location of a consignment warehouse and, outbound, its customer. */
export interface WarehousePlace {
  stockLocationId: string
  /** A location other than its own makes the warehouse dedicated: it holds no own stock. */
  ownStockLocationId: string
  direction: Direction
  contractorId: string | null
  purpose: WarehousePurpose
}

export type WarehousePlaceRequest = Pick<WarehousePlace, "stockLocationId" | "direction"> & {
  ownStockLocationId?: string | null
  contractorId?: string | null
  purpose?: WarehousePurpose
}

/**
 * The place of a new warehouse: its own stock is kept at the same location unless another one is named.
 * Throws: INVALID_DATA (an outbound warehouse without its customer).
 */
export const decidePlace = (request: WarehousePlaceRequest): WarehousePlace => {
  if (request.direction === "outbound" && !request.contractorId) {
    throw new ConsignmentError("INVALID_DATA", "An outbound warehouse names its customer.", {
      path: "contractor_id",
    })
  }
  return {
    stockLocationId: request.stockLocationId,
    ownStockLocationId: request.ownStockLocationId ?? request.stockLocationId,
    direction: request.direction,
    contractorId: request.contractorId ?? null,
    purpose: request.purpose ?? "sale",
  }
}

/**
 * The place of a warehouse after a change. While it has consigned units, or sales that may be returned to it, it keeps
 * its location, its direction, its purpose and its customer.
 * Throws: INVALID_DATA, CONSIGNED_STOCK_PRESENT.
 */
export const decideMove = (
  change: Partial<WarehousePlaceRequest>,
  current: WarehousePlace,
  open: OpenBusiness[]
): WarehousePlace => {
  const { ownStockLocationId = ownOf(current), contractorId = current.contractorId } = change
  const place = decidePlace({
    stockLocationId: change.stockLocationId ?? current.stockLocationId,
    direction: change.direction ?? current.direction,
    ownStockLocationId,
    contractorId,
    purpose: change.purpose ?? current.purpose,
  })
  const moves =
    place.stockLocationId !== current.stockLocationId ||
    place.direction !== current.direction ||
    place.purpose !== current.purpose ||
    (current.direction === "outbound" && place.contractorId !== current.contractorId)
  if (moves) refuseOpenBusiness("The warehouse cannot be moved", open)
  return place
}

/**
 * Own stock is kept where it is allowed: no warehouse names a location for it that must hold none.
 * Throws: DEDICATED_WAREHOUSE.
 */
export const refuseOwnInDedicated = (
  place: WarehousePlace,
  others: (WarehousePlace & { id: string })[]
): void => {
  const ownedThere = others.filter(
    (other) => other.stockLocationId === place.ownStockLocationId && !holdsOwn(other)
  )
  const sendingHere = holdsOwn(place)
    ? []
    : others.filter((other) => other.ownStockLocationId === place.stockLocationId)
  const [conflict] = [...ownedThere, ...sendingHere]
  if (!conflict) return
  throw new ConsignmentError(
    "DEDICATED_WAREHOUSE",
    `Own stock would be kept in a warehouse that must hold none; see warehouse ${conflict.id}.`,
    { path: "own_stock_location_id", warehouse_id: conflict.id }
  )
}

/**
 * A warehouse becomes dedicated, or a customer's, only once none of our own stock is left at its location: every
 * settlement would fail on the difference.
 * Throws: DEDICATED_WAREHOUSE.
 */
export const refuseOwnLeft = (
  place: WarehousePlace,
  own: { sku: string; quantity: Decimal }[]
): void => {
  if (holdsOwn(place) || own.length === 0) return
  const items = own.map(({ sku, quantity }) => ({ sku, quantity: toText(quantity) }))
  const named = items.map(({ sku, quantity }) => `${quantity} of ${sku}`).join(", ")
  throw new ConsignmentError(
    "DEDICATED_WAREHOUSE",
    `Own stock is left at the stock location (${named}): move it to another location first.`,
    { path: "own_stock_location_id", stock_location_id: place.stockLocationId, items }
  )
}

export const holdsOwn = (place: WarehousePlace): boolean =>
  place.direction === "inbound" && place.ownStockLocationId === place.stockLocationId

/** Own stock at the warehouse's location moves with the warehouse. */
const ownOf = (place: WarehousePlace): string | null =>
  place.ownStockLocationId === place.stockLocationId ? null : place.ownStockLocationId
