import { decimalsOf } from "../../currency"
import { exact, ZERO } from "../../domain/quantity"
import {
  accountKey,
  isDedicated,
  positionKey,
  type Account,
  type LaterChange,
  type Position,
  type Stock,
  type Warehouse,
} from "../../domain/stock"
import type { Lot } from "../../domain/lot"
import type { CountLossLiability, Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import type { HostLevels, PlaceOfItem } from "./host-levels"
import { shareAccounts } from "./lock-account"
import {
  lotColumns,
  toDate,
  toDateOrNull,
  toLot,
  toWarehouse,
  warehouseColumns,
  type Instant,
  type LotRow,
  type WarehouseRow,
} from "../../database/rows"

export interface StockRequest {
  places: PlaceOfItem[]
  /** Lots besides the open ones at these places: what a return or a reversal refers to. */
  lotIds?: string[]
  /** Accounts that a document is about to open. */
  accounts?: Pick<Account, "contractorId" | "direction" | "currencyCode">[]
  /** The document's business date: the terms in force then hold. */
  at: Date
  /** The date from which on this document may post: what moved later is loaded, too. Null if that is now. */
  changesSince: Date | null
  /** A document that only adds goods need not know what lies there. */
  withoutOpenLots?: boolean
  /** A plan looks without locking. */
  withoutLock?: boolean
}

/**
 * Locks and reads everything a decision may look at: one position row per place and item in sorted order, then the lots
 * by id, then a share of each account, so that a settlement waits for the posting and the posting for a settlement.
 * Reads made before the lock are worthless, so all reads follow it.
 */
export const lockStock = async (
  sql: Sql,
  host: HostLevels,
  request: StockRequest
): Promise<Stock> => {
  const warehouses = await loadWarehouses(sql, request)
  const places = withOwnPlaces(request.places, warehouses)
  const pendings = request.withoutLock
    ? await readPositions(sql, places, "")
    : await lockPositions(sql, places)
  const levels = await host.read(sql, places)
  const lots = await loadLots(sql, request.withoutOpenLots ? [] : places, request)
  const accounts = await loadAccounts(sql, [...lots, ...(request.accounts ?? [])], request)
  return {
    positions: toPositions(places, levels, pendings),
    lots,
    warehouses,
    accounts,
    laterChanges: request.changesSince
      ? await loadLaterChanges(sql, lots, request.changesSince)
      : [],
  }
}

const loadWarehouses = async (
  sql: Sql,
  { places, lotIds = [] }: StockRequest
): Promise<Warehouse[]> => {
  const locations = [...new Set(places.map((place) => place.stockLocationId))]
  const rows = await sql<WarehouseRow>(
    `select ${warehouseColumns} from consignment_warehouse w where w.deleted_at is null and (
       w.stock_location_id = any(?::text[]) or w.own_stock_location_id = any(?::text[])
       or w.id in (select warehouse_id from consignment_lot where id = any(?::text[])))`,
    [locations, locations, lotIds]
  )
  return rows.map(toWarehouse)
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

interface PositionRow {
  stock_location_id: string
  inventory_item_id: string
  pending: string
}

const placeParameters = (places: PlaceOfItem[]) => [
  places.map((place) => place.stockLocationId),
  places.map((place) => place.inventoryItemId),
]

const readPositions = (sql: Sql, places: PlaceOfItem[], lock: "" | "for update") =>
  sql<PositionRow>(
    `select stock_location_id, inventory_item_id, pending::text from consignment_position
     where (stock_location_id, inventory_item_id) in (select * from unnest(?::text[], ?::text[]))
     order by stock_location_id, inventory_item_id ${lock}`,
    placeParameters(places)
  )

const lockPositions = async (sql: Sql, places: PlaceOfItem[]): Promise<PositionRow[]> => {
  const known = await readPositions(sql, places, "for update")
  if (known.length === places.length) return known
  await sql(
    `insert into consignment_position (stock_location_id, inventory_item_id)
     select * from unnest(?::text[], ?::text[]) as place (stock_location_id, inventory_item_id)
     order by 1, 2 on conflict do nothing`,
    placeParameters(places)
  )
  return await readPositions(sql, places, "for update")
}

const loadLots = async (sql: Sql, places: PlaceOfItem[], request: StockRequest): Promise<Lot[]> => {
  const { lotIds = [] } = request
  if (places.length === 0 && lotIds.length === 0) return []
  const rows = await sql<LotRow>(
    // With "or" in its place, the database would look through the open lots of all places, or through all lots.
    `select ${lotColumns} from consignment_lot l
     where l.id in (
       select open.id from unnest(?::text[], ?::text[]) as place (stock_location_id, inventory_item_id)
       join consignment_lot open using (stock_location_id, inventory_item_id) where open.quantity_remaining > 0
       union select * from unnest(?::text[]))
     order by l.id ${request.withoutLock ? "" : "for update of l"}`,
    [...placeParameters(places), lotIds]
  )
  return rows.map(toLot)
}

interface AccountRow {
  contractor_id: string
  direction: Direction
  currency_code: string
  last_cut_off: Instant | null
  time_zone: string | null
  net_returns: boolean | null
  count_loss_liability: CountLossLiability | null
  commission_percent: string | null
}

type AccountName = Pick<Account, "contractorId" | "direction" | "currencyCode">

/** Terms are those of the agreement in force or, after its end, of the latest one that was. */
const loadAccounts = async (
  sql: Sql,
  names: AccountName[],
  request: StockRequest
): Promise<Account[]> => {
  const byKey = new Map(names.map((name) => [accountKey(name), name]))
  const wanted = [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
  if (wanted.length === 0) return []
  const parameters = [
    wanted.map((name) => name.contractorId),
    wanted.map((name) => name.direction),
    wanted.map((name) => name.currencyCode),
  ]
  if (!request.withoutLock) {
    await shareAccounts(
      sql,
      wanted.map((name) => ({
        contractor_id: name.contractorId,
        direction: name.direction,
        currency_code: name.currencyCode,
      }))
    )
  }
  const read = () =>
    sql<AccountRow>(
      `select a.contractor_id, a.direction, a.currency_code, a.last_cut_off, t.time_zone, t.net_returns, t.count_loss_liability,
         t.commission_percent::text
       from consignment_account a
       left join lateral (
         select time_zone, net_returns, count_loss_liability, commission_percent from consignment_agreement g
         where g.contractor_id = a.contractor_id and g.direction = a.direction
           and g.currency_code = a.currency_code and g.deleted_at is null
           and (g.valid_from is null or g.valid_from <= ?::timestamptz)
         order by g.valid_from desc nulls last limit 1) t on true
       where (a.contractor_id, a.direction, a.currency_code) in
         (select * from unnest(?::text[], ?::text[], ?::text[]))
       order by a.contractor_id, a.direction, a.currency_code`,
      [request.at, ...parameters]
    )
  const known = await read()
  const rows =
    known.length === wanted.length || request.withoutLock
      ? known
      : await openAccounts(sql, parameters, read)
  return rows.map((row) => ({
    contractorId: row.contractor_id,
    direction: row.direction,
    currencyCode: row.currency_code,
    lastCutOff: toDateOrNull(row.last_cut_off),
    timeZone: row.time_zone ?? undefined,
    netReturns: row.net_returns ?? true,
    countLossLiability: row.count_loss_liability ?? "consignee",
    commission:
      row.commission_percent === null
        ? null
        : { percent: exact(row.commission_percent), decimals: decimalsOf(row.currency_code) },
  }))
}

const openAccounts = async (
  sql: Sql,
  parameters: unknown[],
  read: () => Promise<AccountRow[]>
): Promise<AccountRow[]> => {
  await sql(
    `insert into consignment_account (contractor_id, direction, currency_code)
     select * from unnest(?::text[], ?::text[], ?::text[]) as account (contractor_id, direction, currency_code)
     order by 1, 2, 3 on conflict do nothing`,
    parameters
  )
  return await read()
}

const loadLaterChanges = async (sql: Sql, lots: Lot[], since: Date): Promise<LaterChange[]> => {
  const rows = await sql<{ lot_id: string; effective_at: Instant; quantity: string }>(
    `select lot_id, effective_at, sum(quantity)::text as quantity from consignment_movement
     where lot_id = any(?::text[]) and effective_at > ?::timestamptz group by lot_id, effective_at`,
    [lots.map((lot) => lot.id), since]
  )
  return rows.map((row) => ({
    lotId: row.lot_id,
    effectiveAt: toDate(row.effective_at),
    quantity: exact(row.quantity),
  }))
}

const toPositions = (
  places: PlaceOfItem[],
  levels: Awaited<ReturnType<HostLevels["read"]>>,
  pendings: PositionRow[]
): Position[] => {
  const levelsByKey = new Map(
    levels.map((level) => [positionKey(level.stockLocationId, level.inventoryItemId), level])
  )
  const pendingByKey = new Map(
    pendings.map((row) => [
      positionKey(row.stock_location_id, row.inventory_item_id),
      exact(row.pending),
    ])
  )
  return places.map((place) => {
    const key = positionKey(place.stockLocationId, place.inventoryItemId)
    return {
      ...place,
      stocked: levelsByKey.get(key)?.stocked ?? ZERO,
      reserved: levelsByKey.get(key)?.reserved ?? ZERO,
      pending: pendingByKey.get(key) ?? ZERO,
    }
  })
}
