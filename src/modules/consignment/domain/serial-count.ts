import type { Decimal } from "decimal.js"
import type { RefusedLine } from "./errors"
import type { Lot } from "./lot"
import { exact, notBelowZero, ZERO } from "./quantity"
import { refuseUncounted, serialKey } from "./serial-numbers"
import {
  Claims,
  holderKey,
  isCertain,
  serialsOf,
  toRefused,
  unitsIn,
  type CountedSerials,
  type SerialLine,
  type SerialRegister,
  type SerialUnit,
} from "./serial-register"

/** Counted units of an item by holder. */
export interface CountedHolders {
  /** By lot: units that are there by their serial number, which no loss takes away. */
  present: ReadonlyMap<string, Decimal>
  /** By lot: units of it that are missing, which a loss takes away first. */
  missing: ReadonlyMap<string, Decimal>
  ownPresent: Decimal
  /** By lot, and of own stock: units on loan, which are among those present. */
  lent: ReadonlyMap<string, Decimal>
  ownLent: Decimal
  /** Units on loan that the count names all the same. */
  namedLent: Decimal
}

/**
 * Compares the serial numbers of a count with the units that are known to be in the counted lots and, where everything
 * was counted, in own stock. Units on loan count as present.
 * Refuses lines with INSUFFICIENT_STOCK naming units that are known to be elsewhere, INVALID_DATA.
 */
export const countSerials = (
  register: SerialRegister,
  lines: SerialLine[],
  {
    lots,
    stockLocationId,
    countsOwn,
  }: { lots: readonly Lot[]; stockLocationId: string; countsOwn: boolean }
): { counted: CountedSerials[]; refused: RefusedLine[] } => {
  const claims = new Claims(register)
  const lotIds = new Set(lots.map((lot) => lot.id))
  const isCounted = (unit: SerialUnit) =>
    unit.isHeld &&
    (unit.lotId === null
      ? countsOwn && unit.stockLocationId === stockLocationId
      : lotIds.has(unit.lotId))
  const refused: RefusedLine[] = []
  const counted = lines.flatMap((line): CountedSerials[] => {
    const serialNumbers = serialsOf(line)
    if (serialNumbers.length === 0) return []
    const known = [...register.units.values()].filter(
      (unit) => unit.inventoryItemId === line.inventoryItemId && isCounted(unit)
    )
    const named = new Set(serialNumbers)
    const found: string[] = []
    const elsewhere: string[] = []
    for (const serial of named) {
      const unit = register.units.get(serialKey(line.inventoryItemId, serial))
      if (unit && isCounted(unit)) continue
      if (unit?.isHeld && (isCertain(unit) || !claims.take(unit))) elsewhere.push(serial)
      else found.push(serial)
    }
    const repeated = serialNumbers.filter(
      (serial, index) => serialNumbers.indexOf(serial) !== index
    )
    const faults = [
      ...refuseUncounted(line),
      ...(elsewhere.length > 0
        ? [toRefused(line, "INSUFFICIENT_STOCK", elsewhere, "is elsewhere")]
        : []),
      ...(repeated.length > 0
        ? [toRefused(line, "INVALID_DATA", repeated, "is named more than once")]
        : []),
    ]
    refused.push(...faults)
    return [
      {
        lineId: line.id,
        inventoryItemId: line.inventoryItemId,
        present: known.filter((unit) => named.has(unit.serial) || isLent(unit)),
        missing: known.filter((unit) => !named.has(unit.serial) && !isLent(unit)),
        named,
        found,
      },
    ]
  })
  return { counted, refused }
}

const isLent = (unit: SerialUnit): boolean => unit.loanLineId !== null

export const toCountedHolders = ({ present, missing, named }: CountedSerials): CountedHolders => {
  const lent = present.filter(isLent)
  return {
    present: countByLot(present),
    missing: countByLot(missing),
    ownPresent: countOwn(present),
    lent: countByLot(lent),
    ownLent: countOwn(lent),
    namedLent: exact(lent.filter((unit) => named.has(unit.serial)).length),
  }
}

const countOwn = (units: SerialUnit[]): Decimal =>
  exact(units.filter((unit) => unit.lotId === null).length)

const countByLot = (units: SerialUnit[]): ReadonlyMap<string, Decimal> => {
  const counts = new Map<string, Decimal>()
  for (const { lotId } of units) {
    if (lotId !== null) counts.set(lotId, (counts.get(lotId) ?? ZERO).plus(1))
  }
  return counts
}

/** Where a unit is after a count. */
export interface CountedUnit {
  serial: string
  /** A lot, own stock, or gone. */
  at: { lotId: string } | { own: true } | { gone: "sold" | "lost" }
}

/**
 * Decides where the units of a count are: those that were found fill the holders whose units are not all known, those
 * that received a surplus first. Units that may have left unnamed have been sold; others are lost.
 */
export const placeCounted = (
  register: SerialRegister,
  counted: CountedSerials,
  /** Units of the holders after the count; lots in the order of receipt, those with a surplus first. */
  holders: { lots: { id: string; remaining: Decimal }[]; own: Decimal; stockLocationId: string }
): CountedUnit[] => {
  const { present, ownPresent } = toCountedHolders(counted)
  const left = [...counted.found]
  const placed: CountedUnit[] = []
  for (const lot of holders.lots) {
    const room = unitsIn(notBelowZero(lot.remaining.minus(present.get(lot.id) ?? ZERO)))
    placed.push(...left.splice(0, room).map((serial) => ({ serial, at: { lotId: lot.id } })))
  }
  const ownRoom = unitsIn(notBelowZero(holders.own.minus(ownPresent)))
  placed.push(...left.splice(0, ownRoom).map((serial) => ({ serial, at: { own: true as const } })))
  const missing = counted.missing.map((unit): CountedUnit => {
    const gap = register.gaps.get(holderKey(unit)) ?? ZERO
    const sameHolder = counted.missing.filter((other) => holderKey(other) === holderKey(unit))
    return { serial: unit.serial, at: { gone: gap.gte(sameHolder.length) ? "sold" : "lost" } }
  })
  return [...placed, ...missing]
}
