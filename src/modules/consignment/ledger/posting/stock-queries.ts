import { lockingRows, readingRows, sharingAccountLocks } from "../../database/locks"
import type { Decimal } from "decimal.js"
import { decimalsOf } from "../../currency"
import { exact, ZERO } from "../../domain/quantity"
import {
  accountKey,
  type Account,
  type Commission,
  type LaterChange,
  type Warehouse,
} from "../../domain/stock"
import type { Lot } from "../../domain/lot"
import type { AgreedTier } from "../../domain/price-terms"
import { pricesOfAccount, toPriceList, type PriceRow } from "./price-lists"
import type { CommissionBase, CountLossLiability, Direction } from "../../domain/terms"
import type { ReturnFee } from "../../domain/return-fee"
import type { Sql } from "../../database/sql"
import { queryOf, read, type Query } from "../../database/together"
import type { PlaceOfItem } from "./host-levels"
import type { AccountName } from "./lock-account"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"
import {
  lotColumns,
  toLot,
  toWarehouse,
  warehouseColumns,
  type LotRow,
} from "../../database/tables"

/** The owner of a lot, with the terms that hold for it. */
export type AccountOfLot = Pick<Account, "contractorId" | "direction" | "currencyCode">

export const toName = (account: AccountOfLot): AccountName => ({
  contractor_id: account.contractorId,
  direction: account.direction,
  currency_code: account.currencyCode,
})

const placeParameters = (places: PlaceOfItem[]) => [
  places.map((place) => place.stockLocationId),
  places.map((place) => place.inventoryItemId),
]

/** Warehouses at these places, warehouses whose own stock is kept at them, and warehouses of these lots. */
export const warehousesOf = ({
  places,
  lotIds = [],
}: {
  places: PlaceOfItem[]
  lotIds?: string[]
}): Query<Warehouse[]> => {
  const locations = [...new Set(places.map((place) => place.stockLocationId))]
  return queryOf<object, Warehouse[]>(
    `select ${warehouseColumns} from consignment_warehouse w where w.deleted_at is null and (
       w.stock_location_id = any(?::text[]) or w.own_stock_location_id = any(?::text[])
       or w.id in (select warehouse_id from consignment_lot where id = any(?::text[])))`,
    [locations, locations, lotIds],
    (rows) => rows.map(toWarehouse)
  )
}

/** Units that wait for a receipt at a place. */
export interface PendingAt extends PlaceOfItem {
  pending: Decimal
}

interface PositionRow {
  stock_location_id: string
  inventory_item_id: string
  pending: string
}

const positionColumns = "stock_location_id, inventory_item_id, pending::text"

export const positionsOf = (places: PlaceOfItem[], { isLocked }: { isLocked: boolean }) =>
  queryOf<PositionRow, PendingAt[]>(
    (isLocked ? lockingRows : readingRows)("positions", positionColumns),
    placeParameters(places),
    (rows) =>
      rows.map((row) => ({
        stockLocationId: row.stock_location_id,
        inventoryItemId: row.inventory_item_id,
        pending: exact(row.pending),
      }))
  )

export const openPositions = async (sql: Sql, places: PlaceOfItem[]): Promise<void> => {
  await sql(
    `insert into consignment_position (stock_location_id, inventory_item_id)
     select * from unnest(?::text[], ?::text[]) as place (stock_location_id, inventory_item_id)
     order by 1, 2 on conflict do nothing`,
    placeParameters(places)
  )
}

/** Columns of a lot that never change and are known before it is locked. */
export interface LockedLot extends AccountOfLot {
  id: string
  inventoryItemId: string
}

interface LockedRow {
  id: string | null
  inventory_item_id: string
  contractor_id: string
  direction: Direction
  currency_code: string
}

const lockedColumns = "l.id, l.inventory_item_id, l.contractor_id, l.direction, l.currency_code"

/**
 * Locks open lots at places and lots that are named, in the order of their ids, and then a share of their accounts and
 * of those `opened`. What else the lots say is read afterwards: an invoice may have changed their costs while we waited.
 */
export const lockingLots = (
  places: PlaceOfItem[],
  lotIds: string[],
  opened: AccountOfLot[],
  withoutLock: boolean
): Query<LockedLot[]> =>
  queryOf<LockedRow, LockedLot[]>(
    withoutLock
      ? readingRows("lots", lockedColumns)
      : `with locked as materialized (${lockingRows("lots", lockedColumns)}),
         shared as materialized (${sharingAccountLocks("select contractor_id, direction, currency_code from locked")})
         select locked.* from shared left join locked on true order by locked.id`,
    [...placeParameters(places), lotIds, ...(withoutLock ? [] : accountParameters(opened))],
    (rows) =>
      rows.flatMap((row) =>
        row.id === null
          ? []
          : {
              id: row.id,
              inventoryItemId: row.inventory_item_id,
              contractorId: row.contractor_id,
              direction: row.direction,
              currencyCode: row.currency_code,
            }
      )
  )

const accountParameters = (accounts: AccountOfLot[]) => [
  accounts.map((account) => account.contractorId),
  accounts.map((account) => account.direction),
  accounts.map((account) => account.currencyCode),
]

export const lotsOf = (ids: string[]): Query<Lot[]> =>
  queryOf<LotRow, Lot[]>(
    `select ${lotColumns} from consignment_lot l where l.id = any(?::text[]) order by l.id`,
    [ids],
    (rows) => rows.map(toLot)
  )

interface AccountRow {
  contractor_id: string
  direction: Direction
  currency_code: string
  last_cut_off: Instant | null
  time_zone: string | null
  net_returns: boolean | null
  count_loss_liability: CountLossLiability | null
  commission_percent: string | null
  commission_tiers: AgreedTier[] | null
  commission_base: CommissionBase | null
  return_fee: ReturnFee | null
  /** Null where another price basis holds. */
  price_list: PriceRow[] | null
}

/** Terms are those of the agreement in force or, after its end, of the latest one that was; prices are those of items. */
export const accountsOf = (names: AccountOfLot[], itemIds: string[], at: Date): Query<Account[]> =>
  queryOf<AccountRow, Account[]>(
    `select a.contractor_id, a.direction, a.currency_code, a.last_cut_off, t.time_zone, t.net_returns, coalesce(connected.count_loss_liability, t.count_loss_liability) as count_loss_liability,
       t.commission_percent::text, t.commission_tiers, t.commission_base, t.return_fee,
       case when a.direction = 'inbound' and t.price_basis = 'price_list' then (${pricesOfAccount}) end as price_list
     from consignment_account a
     left join lateral (
       select time_zone, net_returns, count_loss_liability, price_basis, commission_percent, commission_tiers, commission_base, return_fee
       from consignment_agreement g
       where g.contractor_id = a.contractor_id and g.direction = a.direction
         and g.currency_code = a.currency_code and g.deleted_at is null
         and (g.valid_from is null or g.valid_from <= ?::timestamptz)
       order by g.valid_from desc nulls last limit 1) t on true
       left join lateral (
         -- The liability of a connected owner holds for both stores.
         select term ->> 'count_loss_liability' as count_loss_liability
         from consignment_peer p cross join jsonb_array_elements(p.terms) term
         where a.direction = 'inbound' and p.role = 'consignee' and p.contractor_id = a.contractor_id
           and p.status in ('connected', 'paused', 'needs_attention')
           and term ->> 'currency_code' = a.currency_code limit 1) connected on true
     where (a.contractor_id, a.direction, a.currency_code) in
       (select * from unnest(?::text[], ?::text[], ?::text[]))
     order by a.contractor_id, a.direction, a.currency_code`,
    [[...new Set(itemIds)], at, ...accountParameters(sorted(names))],
    (rows) => rows.map(toAccount)
  )

const sorted = (names: AccountOfLot[]): AccountOfLot[] => {
  const byKey = new Map(names.map((name) => [accountKey(name), name]))
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
}

const toAccount = (row: AccountRow): Account => ({
  contractorId: row.contractor_id,
  direction: row.direction,
  currencyCode: row.currency_code,
  lastCutOff: toDateOrNull(row.last_cut_off),
  timeZone: row.time_zone ?? undefined,
  netReturns: row.net_returns ?? true,
  countLossLiability: row.count_loss_liability ?? "consignee",
  commission: toCommission(row),
  returnFee: row.return_fee,
  priceList: row.price_list && toPriceList(row.price_list),
})

const toCommission = (row: AccountRow): Commission | null => {
  const [first, ...others] = toTiers(row)
  return first
    ? {
        base: row.commission_base ?? "paid",
        tiers: [first, ...others],
        decimals: decimalsOf(row.currency_code),
      }
    : null
}

const toTiers = ({ commission_percent: percent, commission_tiers: tiers }: AccountRow) => {
  if (percent !== null) return [{ fromPrice: ZERO, percent: exact(percent) }]
  return (tiers ?? []).map((tier) => ({
    fromPrice: exact(tier.from_price),
    percent: exact(tier.percent),
  }))
}

/** Accounts that are new are opened; answers all of them. */
export const openAccounts = async (
  sql: Sql,
  names: AccountOfLot[],
  itemIds: string[],
  at: Date
): Promise<Account[]> => {
  await sql(
    `insert into consignment_account (contractor_id, direction, currency_code)
     select * from unnest(?::text[], ?::text[], ?::text[]) as account (contractor_id, direction, currency_code)
     order by 1, 2, 3 on conflict do nothing`,
    accountParameters(sorted(names))
  )
  return await read(sql, accountsOf(names, itemIds, at))
}

interface LaterRow {
  lot_id: string
  effective_at: Instant
  quantity: string
}

export const laterChangesOf = (lotIds: string[], since: Date): Query<LaterChange[]> =>
  queryOf<LaterRow, LaterChange[]>(
    `select lot_id, effective_at, sum(quantity)::text as quantity from consignment_movement
     where lot_id = any(?::text[]) and effective_at > ?::timestamptz group by lot_id, effective_at`,
    [lotIds, since],
    (rows) =>
      rows.map((row) => ({
        lotId: row.lot_id,
        effectiveAt: toDate(row.effective_at),
        quantity: exact(row.quantity),
      }))
  )
