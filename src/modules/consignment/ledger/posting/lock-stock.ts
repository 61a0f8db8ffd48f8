import { ZERO } from "../../domain/quantity"
import {
  accountKey,
  isDedicated,
  positionKey,
  type Position,
  type Stock,
  type Warehouse,
} from "../../domain/stock"
import type { Sql } from "../../database/sql"
import { read, readTogether, type Queries, type ResultsOf } from "../../database/together"
import { hasSerials } from "../../serials/has-serials"
import type { HostLevel, HostLevels, PlaceOfItem } from "./host-levels"
import { sharingAccounts } from "./lock-account"
import {
  accountsOf,
  laterChangesOf,
  lockingLots,
  lotsOf,
  openAccounts,
  openPositions,
  positionsOf,
  toName,
  warehousesOf,
  type AccountOfLot,
  type PendingAt,
} from "./stock-queries"

export interface StockRequest {
  places: PlaceOfItem[]
  /** Lots besides the open ones at these places: what a return or a reversal refers to. */
  lotIds?: string[]
  /** Accounts that a document is about to open. */
  accounts?: AccountOfLot[]
  /** The document's business date: the terms in force then hold. */
  at: Date
  /** The date from which on this document may post: what moved later is loaded, too. Null if that is now. */
  changesSince: Date | null
  /** A document that only adds goods does not need the stock on hand. */
  withoutOpenLots?: boolean
  /** A plan looks without locking. */
  withoutLock?: boolean
}

/** Stock that was locked, with what else was read when all was. */
export interface LockedStock extends Stock {
  /** Whether units of the items are known by their serial numbers. */
  hasSerials: boolean
}

/**
 * Locks and reads everything a decision may look at: one position row per place and item in sorted order, then the lots
 * by id, then a share of each account, so that a settlement waits for the posting and the posting for a settlement.
 * Reads made before the lock are worthless, so all reads of what it keeps follow it.
 */
export const lockStock = async (
  sql: Sql,
  host: HostLevels,
  request: StockRequest
): Promise<LockedStock> => {
  const { warehouses } = await readTogether(sql, { warehouses: warehousesOf(request) })
  const { stock } = await lockStockIn(sql, host, request, warehouses, {})
  return stock
}

/** As `lockStock`, in warehouses that are known; other queries are made with the last read, when all is locked. */
export const lockStockIn = async <Others extends Queries>(
  sql: Sql,
  host: HostLevels,
  request: StockRequest,
  warehouses: Warehouse[],
  others: Others
) => {
  const places = withOwnPlaces(request.places, warehouses)
  const pendings = await (request.withoutLock
    ? read(sql, positionsOf(places, { isLocked: false }))
    : lockPositions(sql, places))
  await host.beforeRead?.(sql)
  const { accounts: opened = [], lotIds = [], withoutLock = false } = request
  const placesOfLots = request.withoutOpenLots ? [] : places
  const takesLots = placesOfLots.length > 0 || lotIds.length > 0
  const { levels, locked = [] } = await readTogether(sql, {
    levels: host.levels(places),
    locked: takesLots ? lockingLots(placesOfLots, lotIds, opened, withoutLock) : undefined,
    shared: takesLots || withoutLock ? undefined : sharingAccounts(opened.map(toName)),
  })
  const names = [...locked, ...opened]
  const ids = locked.map((lot) => lot.id)
  const itemIds = [...places, ...locked].map(({ inventoryItemId }) => inventoryItemId)
  const queries = {
    lots: lotsOf(ids),
    accounts: accountsOf(names, itemIds, request.at),
    laterChanges: request.changesSince ? laterChangesOf(ids, request.changesSince) : undefined,
    serials: hasSerials(itemIds),
  }
  const found = await readTogether(sql, { ...queries, ...others })
  const { lots, accounts, laterChanges, serials } = found as ResultsOf<typeof queries>
  const areOpen = withoutLock || accounts.length === new Set(names.map(accountKey)).size
  const stock: LockedStock = {
    positions: toPositions(places, levels, pendings),
    lots,
    warehouses,
    accounts: areOpen ? accounts : await openAccounts(sql, names, itemIds, request.at),
    laterChanges: laterChanges ?? [],
    hasSerials: serials,
  }
  return { stock, found: found as ResultsOf<Others> }
}

/** Pieces may move between a dedicated warehouse and its own location, so both are locked. */
const withOwnPlaces = (places: PlaceOfItem[], warehouses: Warehouse[]): PlaceOfItem[] => {
  const partners = new Map<string, string[]>()
  for (const warehouse of warehouses.filter(isDedicated)) {
    const { stockLocationId, ownStockLocationId } = warehouse
    partners.set(stockLocationId, [...(partners.get(stockLocationId) ?? []), ownStockLocationId])
    partners.set(ownStockLocationId, [...(partners.get(ownStockLocationId) ?? []), stockLocationId])
  }
  const all = places.flatMap((place) => [
    place,
    ...(partners.get(place.stockLocationId) ?? []).map((stockLocationId) => ({
      ...place,
      stockLocationId,
    })),
  ])
  const byKey = new Map(
    all.map((place) => [positionKey(place.stockLocationId, place.inventoryItemId), place])
  )
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
}

const lockPositions = async (sql: Sql, places: PlaceOfItem[]): Promise<PendingAt[]> => {
  const query = positionsOf(places, { isLocked: true })
  const known = await read(sql, query)
  if (known.length === places.length) return known
  await openPositions(sql, places)
  return await read(sql, query)
}

const toPositions = (
  places: PlaceOfItem[],
  levels: HostLevel[],
  pendings: PendingAt[]
): Position[] => {
  const keyOf = (place: PlaceOfItem) => positionKey(place.stockLocationId, place.inventoryItemId)
  const levelAt = new Map(levels.map((level) => [keyOf(level), level]))
  const pendingAt = new Map(pendings.map((row) => [keyOf(row), row.pending]))
  return places.map((place) => ({
    ...place,
    stocked: levelAt.get(keyOf(place))?.stocked ?? ZERO,
    reserved: levelAt.get(keyOf(place))?.reserved ?? ZERO,
    pending: pendingAt.get(keyOf(place)) ?? ZERO,
  }))
}
