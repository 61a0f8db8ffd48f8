import { isHire } from "../../domain/hire"
import { spreadTaking } from "../../domain/loan"
import type { SerialRegister } from "../../domain/serial-register"
import { least, sumOf } from "../../domain/quantity"
import { lotsAt, toWorkingStock, type Stock, type Warehouse } from "../../domain/stock"
import type { TakingLine } from "../../domain/take-from-lots"
import type { Posting } from "../../domain/posting"
import type { Sql } from "../../database/sql"
import type { Ports } from "./post"
import { takeUnits, type UnitsOfLot } from "./end-loans"
import { loadHired, reservedByHire, type HiredState } from "./hired-units"

/** The owner may take back units that are lent: their loans end. */
export const withLent = (register: SerialRegister): SerialRegister => ({
  ...register,
  units: new Map(
    [...register.units].map(([key, unit]) => [key, { ...unit, loanLineId: null }] as const)
  ),
})

/** Hired units that go back to their owner with a document. */
export interface TakingHired {
  /** The stock without what the ledger itself reserves of hired units, which a return may take. */
  stock: Stock
  /** The lines, with the lots that they take from. */
  lines: TakingLine[]
  /** Ends the loans of what the document has taken. */
  finish: (posting: Posting) => Promise<void>
}

/**
 * Prepares a return of units that the ledger keeps reserved: of hired ones those that have ended go first, then free
 * ones, then the newest loans end; units that wait to be checked are free to go back.
 */
export const takeHiredUnits = async (
  { sql, host }: Ports,
  stock: Stock,
  warehouse: Warehouse,
  contractorId: string,
  lines: TakingLine[]
): Promise<TakingHired> => {
  const working = toWorkingStock(stock)
  const itemIds = [...new Set(lines.map((line) => line.inventoryItemId))]
  const lotIds = itemIds.flatMap((itemId) =>
    lotsAt(working, warehouse.stockLocationId, itemId).flatMap((lot) =>
      lot.contractorId === contractorId && lot.warehouseId === warehouse.id ? lot.id : []
    )
  )
  const before = await loadHired(sql, lotIds)
  return {
    stock: withoutHolds(stock, warehouse, before),
    lines: isHire(warehouse) ? spread(lines, before) : lines,
    finish: async (posting) => await finish(sql, host, before, lines, posting),
  }
}

const withoutHolds = (stock: Stock, warehouse: Warehouse, before: HiredState): Stock => ({
  ...stock,
  positions: stock.positions.map((position) =>
    position.stockLocationId === warehouse.stockLocationId
      ? {
          ...position,
          reserved: position.reserved.minus(
            reservedByHire({
              ...before,
              lots: before.lots.filter((lot) => lot.inventoryItemId === position.inventoryItemId),
            })
          ),
        }
      : position
  ),
})

/** A line that names neither lot nor units takes from all lots by the same order. */
const spread = (lines: TakingLine[], { lots, lents }: HiredState): TakingLine[] => {
  const isNamed = (line: TakingLine) => line.lotId !== null || (line.serialNumbers ?? []).length > 0
  return lines.map((line) => {
    if (isNamed(line)) return line
    // Lines of one item that name nothing are rare; each takes what the order of lots leaves it.
    if (lines.some((other) => other !== line && other.inventoryItemId === line.inventoryItemId)) {
      return line
    }
    const ofItem = lots.filter((lot) => lot.inventoryItemId === line.inventoryItemId)
    const held = sumOf(ofItem, (lot) => lot.remaining)
    const parts = spreadTaking(least(line.quantity, held), ofItem, lents).flatMap(
      ({ lotId, quantity }) => (lotId === null ? [] : [{ lotId, quantity }])
    )
    return { ...line, parts }
  })
}

const finish = async (
  sql: Sql,
  host: Ports["host"],
  before: HiredState,
  lines: TakingLine[],
  posting: Posting
): Promise<void> => {
  const serialsOf = new Map(lines.map((line) => [line.id, line.serialNumbers ?? []]))
  const units = posting.movements.map((movement): UnitsOfLot => ({
    lotId: movement.lotId,
    quantity: movement.quantity.negated(),
    serials: serialsOf.get(movement.lineId ?? "") ?? [],
  }))
  await takeUnits(sql, host, before, units)
}
