import type { Decimal } from "decimal.js"
import { groupBy } from "./group-by"
import { ConsignmentError } from "./errors"
import { fifo, type Lot } from "./lot"
import type { PriceList } from "./price-list"
import type { ReturnFee } from "./return-fee"
import { exact, least, notBelowZero, sumOf, ZERO } from "./quantity"
import type {
  CommissionBase,
  CountLossLiability,
  Direction,
  ExpiredLotPolicy,
  WarehousePurpose,
} from "./terms"

/** The host's level of one item at one stock location, with the pending quantity of shipped orders. */
export interface Position {
  stockLocationId: string
  inventoryItemId: string
  stocked: Decimal
  reserved: Decimal
  /** Fulfilled on backorder, waiting for the next receipt. */
  pending: Decimal
}

/** A stock location where consigned goods may lie. */
export interface Warehouse {
  id: string
  stockLocationId: string
  ownStockLocationId: string
  direction: Direction
  contractorId: string | null
  branchCode: string | null
  issueStrategy: string | null
  contractorPriority: string[]
  /** Default: warn. */
  expiredLots?: ExpiredLotPolicy
  /** Default: sale. */
  purpose?: WarehousePurpose
  /** Units received are checked before they are available. */
  checksOnArrival?: boolean
}

/** The store's share of prices above `fromPrice`, up to where the next tier starts. */
export interface CommissionTier {
  fromPrice: Decimal
  /** 0 to 100. */
  percent: Decimal
}

/** The store's share of the net sale price, where a contractor is not paid the cost of his lots. */
export interface Commission {
  base: CommissionBase
  /** Ascending; the first starts at 0. */
  tiers: readonly [CommissionTier, ...CommissionTier[]]
  /** Of the amounts of the agreement's currency. */
  decimals: number
}

/** Terms of one contractor, direction and currency. */
export interface Account {
  contractorId: string
  direction: Direction
  currencyCode: string
  lastCutOff: Date | null
  /** Of the agreement; left out without one. */
  timeZone?: string
  netReturns: boolean
  countLossLiability: CountLossLiability
  /** Null where what is sold costs what its lot does. */
  commission: Commission | null
  /** The contractor's own prices, where what is sold costs what they say on the day of the sale. */
  priceList?: PriceList | null
  /** Of unsold goods that go back to the contractor. */
  returnFee?: ReturnFee | null
}

/** A change of a lot's quantity at a business date, after the date of the document that is being posted. */
export interface LaterChange {
  lotId: string
  effectiveAt: Date
  quantity: Decimal
}

/** Everything a decision may look at, read under lock. */
export interface Stock {
  positions: Position[]
  lots: Lot[]
  warehouses: Warehouse[]
  accounts: Account[]
  laterChanges: LaterChange[]
}

/** The same, indexed, and carried forward while a document is decided line by line. */
export interface WorkingStock {
  positions: Map<string, Position>
  lots: Map<string, Lot>
  /** Oldest first. */
  lotsByPosition: Map<string, Lot[]>
  /** Σ remaining, carried along: one item may have thousands of lots and lines. */
  consignedByPosition: Map<string, Decimal>
  warehousesByLocation: Map<string, Warehouse>
  warehousesById: Map<string, Warehouse>
  accounts: Map<string, Account>
  laterChanges: Map<string, LaterChange[]>
}

export const positionKey = (stockLocationId: string, inventoryItemId: string): string =>
  `${stockLocationId}\n${inventoryItemId}`

const positionOf = (place: { stockLocationId: string; inventoryItemId: string }): string =>
  positionKey(place.stockLocationId, place.inventoryItemId)

export const accountKey = (account: {
  contractorId: string
  direction: Direction
  currencyCode: string
}): string => `${account.contractorId}\n${account.direction}\n${account.currencyCode}`

/** Copies the stock, so that a decision leaves what it was given untouched. */
export const toWorkingStock = (stock: Stock): WorkingStock => {
  const lots = stock.lots.map((lot) => ({ ...lot }))
  const lotsByPosition = groupBy([...lots].sort(fifo), positionOf)
  return {
    positions: new Map(
      stock.positions.map((position) => [
        positionKey(position.stockLocationId, position.inventoryItemId),
        { ...position },
      ])
    ),
    lots: new Map(lots.map((lot) => [lot.id, lot])),
    lotsByPosition,
    consignedByPosition: new Map(
      [...lotsByPosition].map(([key, there]) => [key, sumOf(there, (lot) => lot.remaining)])
    ),
    warehousesByLocation: new Map(
      stock.warehouses.map((warehouse) => [warehouse.stockLocationId, warehouse])
    ),
    warehousesById: new Map(stock.warehouses.map((warehouse) => [warehouse.id, warehouse])),
    accounts: new Map(stock.accounts.map((account) => [accountKey(account), account])),
    laterChanges: groupBy(stock.laterChanges, (change) => change.lotId),
  }
}

export const positionAt = (
  stock: WorkingStock,
  stockLocationId: string,
  inventoryItemId: string
): Position => {
  const key = positionKey(stockLocationId, inventoryItemId)
  const known = stock.positions.get(key)
  if (known) return known
  const empty = { stockLocationId, inventoryItemId, stocked: ZERO, reserved: ZERO, pending: ZERO }
  stock.positions.set(key, empty)
  return empty
}

/** The lots of a position that were loaded, empty ones too, oldest first. */
export const lotsAt = (
  stock: WorkingStock,
  stockLocationId: string,
  inventoryItemId: string
): Lot[] => stock.lotsByPosition.get(positionKey(stockLocationId, inventoryItemId)) ?? []

/** The open lots at a position, oldest first. */
export const openLotsAt = (
  stock: WorkingStock,
  stockLocationId: string,
  inventoryItemId: string
): Lot[] => lotsAt(stock, stockLocationId, inventoryItemId).filter((lot) => lot.remaining.gt(0))

/** stocked + pending − Σ remaining; below zero only where somebody changed the level behind our back. */
export const ownAt = (stock: WorkingStock, position: Position): Decimal =>
  position.stocked
    .plus(position.pending)
    .minus(stock.consignedByPosition.get(positionOf(position)) ?? ZERO)

/** Own stock by place, without what was shipped on backorder. */
export const ownStockOf = (
  stock: Stock
): ((place: { inventoryItemId: string; stockLocationId: string }) => Decimal) => {
  // Most documents name no serial number, and ask for none of it.
  let working: WorkingStock | null = null
  return ({ stockLocationId, inventoryItemId }) => {
    working ??= toWorkingStock(stock)
    const position = positionAt(working, stockLocationId, inventoryItemId)
    return notBelowZero(ownAt(working, position).minus(position.pending))
  }
}

/** Quantity that is not reserved: stocked − reserved. */
export const availableAt = (position: Position): Decimal =>
  notBelowZero(position.stocked.minus(position.reserved))

/** The warehouse of a lot, as long as it is at the lot's location and was not deleted. */
export const homeOf = (stock: WorkingStock, lot: Lot): Warehouse | undefined => {
  const warehouse = stock.warehousesById.get(lot.warehouseId)
  return warehouse?.stockLocationId === lot.stockLocationId ? warehouse : undefined
}

export const accountOf = (
  stock: WorkingStock,
  lot: Pick<Lot, "contractorId" | "direction" | "currencyCode">
): Account => {
  const account = stock.accounts.get(accountKey(lot))
  if (!account) {
    throw new Error(
      `The account of contractor ${lot.contractorId} in ${lot.currencyCode} was not loaded.`
    )
  }
  return account
}

export const lotOf = (stock: WorkingStock, lotId: string): Lot => {
  const lot = stock.lots.get(lotId)
  if (!lot) throw new ConsignmentError("NOT_FOUND", `Lot ${lotId} was not loaded.`)
  return lot
}

export const addLot = (stock: WorkingStock, lot: Lot): void => {
  stock.lots.set(lot.id, lot)
  const there = stock.lotsByPosition.get(positionOf(lot)) ?? []
  let index = there.length
  while (index > 0 && fifo(there[index - 1] ?? lot, lot) > 0) index -= 1
  there.splice(index, 0, lot)
  stock.lotsByPosition.set(positionOf(lot), there)
}

/** Adds a signed quantity to what remains of a lot. */
export const carryLot = (stock: WorkingStock, lot: Lot, quantity: Decimal): void => {
  lot.remaining = lot.remaining.plus(quantity)
  const key = positionOf(lot)
  stock.consignedByPosition.set(key, (stock.consignedByPosition.get(key) ?? ZERO).plus(quantity))
}

/** The warehouse at a stock location, as far as it was loaded. */
export const warehouseAt = (
  { warehouses }: Pick<Stock, "warehouses">,
  stockLocationId: string
): Warehouse | undefined =>
  warehouses.find((warehouse) => warehouse.stockLocationId === stockLocationId)

export const isDedicated = (warehouse: Warehouse): boolean =>
  warehouse.ownStockLocationId !== warehouse.stockLocationId

export const later = (a: Date, b: Date): Date => (a.getTime() >= b.getTime() ? a : b)

/** Quantity of a lot after all movements dated up to an instant. */
export const heldAt = (stock: WorkingStock, lot: Lot, at: Date): Decimal =>
  changesAfter(stock, lot, at).reduce(
    (held, change) => held.minus(change.quantity),
    exact(lot.remaining)
  )

/** The least that a lot held from an instant on: so much may still be taken at that instant. */
export const leastHeldSince = (stock: WorkingStock, lot: Lot, at: Date): Decimal => {
  const changes = changesAfter(stock, lot, at)
  let held = exact(lot.remaining)
  let smallest = held
  for (let index = 0; index < changes.length;) {
    const instant = changes[index]?.effectiveAt.getTime()
    while (changes[index]?.effectiveAt.getTime() === instant && index < changes.length) {
      held = held.minus(changes[index]?.quantity ?? ZERO)
      index += 1
    }
    smallest = least(smallest, held)
  }
  return smallest
}

/** Latest first. */
const changesAfter = (stock: WorkingStock, lot: Lot, at: Date): LaterChange[] =>
  (stock.laterChanges.get(lot.id) ?? [])
    .filter((change) => change.effectiveAt.getTime() > at.getTime())
    .sort((a, b) => b.effectiveAt.getTime() - a.effectiveAt.getTime())

/**
 * The earliest instant, not before `from`, from which on the lot held `quantity` at all times: a movement dated
 * so can make neither the lot nor a closing stock negative at any date.
 */
export const heldSince = (stock: WorkingStock, lot: Lot, quantity: Decimal, from: Date): Date => {
  const changes = changesAfter(stock, lot, from)
  let held = exact(lot.remaining)
  for (let index = 0; index < changes.length;) {
    const instant = changes[index]?.effectiveAt ?? from
    while (changes[index]?.effectiveAt.getTime() === instant.getTime()) {
      held = held.minus(changes[index]?.quantity ?? ZERO)
      index += 1
    }
    if (held.lt(quantity)) return instant
  }
  return from
}
