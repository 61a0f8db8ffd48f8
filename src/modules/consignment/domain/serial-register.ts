import type { Decimal } from "decimal.js"
import type { IssuedAllocation } from "./allocation"
import { ConsignmentError, refuseFirst, type RefusedLine } from "./errors"
import type { Lot } from "./lot"
import { exact, ZERO } from "./quantity"
import { refuseUncounted, serialKey } from "./serial-numbers"

export const serialStates = [
  "in_lot",
  "own",
  "lent",
  "sold",
  "returned",
  "lost",
  "possible",
] as const
export type SerialState = (typeof serialStates)[number]

/** One unit of an item with a serial number. */
export interface SerialUnit {
  id: string
  inventoryItemId: string
  serial: string
  sku: string | null
  state: SerialState
  /** It is one of the known units of its lot, or of own stock at its location. */
  isHeld: boolean
  /** The lot that holds it, or held it last; null: own stock. */
  lotId: string | null
  /** The first lot of that lot's family. */
  rootLotId: string | null
  /** Null once it has left. */
  stockLocationId: string | null
  contractorId: string | null
  /** The allocation with which it left, by which its return finds the sale. */
  allocationId: string | null
  loanLineId: string | null
}

/** Named units of a line that have one source: a lot, own stock, or an allocation of an issue. */
export interface NamedUnits {
  serials: string[]
  lotId: string | null
  /** Of a return: the allocation that is undone. */
  allocationId: string | null
}

/** A count of one item, unit by unit, against what the register knows to be there. */
export interface CountedSerials {
  lineId: string
  inventoryItemId: string
  /** The serial numbers of the count. */
  named: ReadonlySet<string>
  /** Known units that were found or are on loan. */
  present: SerialUnit[]
  /** Known units that were not. */
  missing: SerialUnit[]
  /** Units that the register had elsewhere, or did not know. */
  found: string[]
}

/** Serial numbers of a document's items, read under lock. */
export interface SerialRegister {
  /** By `serialKey`. */
  units: ReadonlyMap<string, SerialUnit>
  /** By `holderKey`: how many of the known units of a lot or of own stock have left unnamed. */
  gaps: ReadonlyMap<string, Decimal>
  /** By `holderKey`: how many units of a lot or of own stock are known. */
  held: ReadonlyMap<string, number>
  /** Lots with units in the register, today or before. */
  knownLotIds: ReadonlySet<string>
  /** By line: where its named units come from. The decision of the document fills it in. */
  named: Map<string, NamedUnits[]>
  /** Lines of a count that name their units, compared. The decision fills it in, too. */
  counted: CountedSerials[]
}

export const emptyRegister = (): SerialRegister => ({
  units: new Map(),
  gaps: new Map(),
  held: new Map(),
  knownLotIds: new Set(),
  named: new Map(),
  counted: [],
})

/** A line that may name its units. */
export interface SerialLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  serialNumbers?: string[]
}

export const serialsOf = ({ serialNumbers }: Pick<SerialLine, "serialNumbers">): string[] =>
  serialNumbers ?? []

/** How many whole units a quantity has. */
export const unitsIn = (quantity: Decimal): number => parseInt(quantity.floor().toFixed(), 10)

export const holderKey = (holder: {
  lotId: string | null
  stockLocationId: string | null
  inventoryItemId: string
}): string => holder.lotId ?? `${holder.stockLocationId ?? ""}\n${holder.inventoryItemId}`

/** Units that are in a lot or in own stock for certain, on loan included. */
export const isCertain = (unit: SerialUnit): boolean =>
  unit.isHeld && (unit.state === "in_lot" || unit.state === "own" || unit.state === "lent")

/**
 * Of arriving units those that cannot arrive, as `serialKey` writes them: they are here. A unit that is only possible
 * here was one of those that left, as many as did.
 */
export const takenOf = (
  register: SerialRegister,
  lines: Pick<SerialLine, "inventoryItemId" | "serialNumbers">[]
): ReadonlySet<string> => {
  const taken = new Set<string>()
  const claims = new Claims(register)
  for (const line of lines) {
    for (const serial of serialsOf(line)) {
      const key = serialKey(line.inventoryItemId, serial)
      const unit = register.units.get(key)
      if (!unit?.isHeld) continue
      if (isCertain(unit) || !claims.take(unit)) taken.add(key)
    }
  }
  return taken
}

/** Units that the lines of one document have used up: of those that may have left unnamed, and of those that nobody has named. */
export class Claims {
  private readonly claimed = new Map<string, number>()
  private readonly unknown = new Map<string, number>()

  constructor(private readonly register: SerialRegister) {}

  /** Whether the unit may be one more of those that left its holder unnamed. */
  isFree(unit: SerialUnit): boolean {
    const key = holderKey(unit)
    return (this.register.gaps.get(key) ?? ZERO).gte((this.claimed.get(key) ?? 0) + 1)
  }

  take(unit: SerialUnit): boolean {
    if (!this.isFree(unit)) return false
    const key = holderKey(unit)
    this.claimed.set(key, (this.claimed.get(key) ?? 0) + 1)
    return true
  }

  /** Takes one of the units of a holder that are not known. */
  takeUnknown(holder: Parameters<typeof holderKey>[0], quantity: Decimal): boolean {
    const key = holderKey(holder)
    const used = (this.unknown.get(key) ?? 0) + 1
    const unknown = quantity
      .minus(this.register.held.get(key) ?? 0)
      .plus(this.register.gaps.get(key) ?? ZERO)
    if (unknown.lt(used)) return false
    this.unknown.set(key, used)
    return true
  }
}

export interface NamedLines<Line> {
  /** One line for each source of a line that names its units; other lines as they are. */
  lines: (Line & { isOwn?: boolean })[]
  refused: RefusedLine[]
}

interface TakingSource {
  /** The lots of the location. */
  lots: readonly Lot[]
  stockLocationIdOf: (line: { index: number }) => string
  /** A lot that the document may take from. */
  canTake: (lot: Lot) => boolean
  /** Own stock that the line may take; null if the document takes from lots only. */
  ownOf: ((line: { inventoryItemId: string; stockLocationId: string }) => Decimal) | null
}

type TakingLine = SerialLine & { lotId: string | null }

/**
 * Finds the lots and the own stock that named units leave. Own stock may give up units that nobody has registered.
 * A line that is at fault is refused as a whole: INSUFFICIENT_STOCK naming units that are not there, INVALID_DATA.
 */
export const nameTaken = <Line extends TakingLine>(
  register: SerialRegister,
  lines: Line[],
  source: TakingSource
): NamedLines<Line> => {
  const seen = new Set<string>()
  const claims = new Claims(register)
  const refused: RefusedLine[] = []
  const found = lines.flatMap((line): NamedLines<Line>["lines"] => {
    if (serialsOf(line).length === 0) return [line]
    const absent: string[] = []
    const byLot = new Map<string | null, string[]>()
    for (const serial of serialsOf(line)) {
      const key = serialKey(line.inventoryItemId, serial)
      const lotId = seen.has(key)
        ? undefined
        : lotOfUnit(register, register.units.get(key), line, source, claims)
      seen.add(key)
      if (lotId === undefined || (line.lotId !== null && lotId !== line.lotId)) absent.push(serial)
      else byLot.set(lotId, [...(byLot.get(lotId) ?? []), serial])
    }
    const faults = [
      ...refuseUncounted(line),
      ...(absent.length > 0 ? [toAbsent(line, absent)] : []),
    ]
    refused.push(...faults)
    if (faults.length > 0) return []
    const units = [...byLot].map(([lotId, serials]) => ({ serials, lotId, allocationId: null }))
    register.named.set(line.id, units)
    return units.map(({ serials, lotId }) => ({
      ...line,
      lotId,
      isOwn: lotId === null,
      quantity: exact(serials.length),
    }))
  })
  return { lines: found, refused }
}

/** The lot that gives up a unit, null for own stock, undefined if it is not there. */
const lotOfUnit = (
  register: SerialRegister,
  unit: SerialUnit | undefined,
  line: TakingLine,
  source: TakingSource,
  claims: Claims
): string | null | undefined => {
  const stockLocationId = source.stockLocationIdOf(line)
  const own = { lotId: null, stockLocationId, inventoryItemId: line.inventoryItemId }
  const takeUnknownOwn = (): null | undefined =>
    source.ownOf !== null &&
    line.lotId === null &&
    claims.takeUnknown(own, source.ownOf({ ...line, stockLocationId }))
      ? null
      : undefined
  if (!unit) return takeUnknownOwn()
  if (!unit.isHeld || unit.loanLineId !== null) return undefined
  if (unit.lotId === null) {
    return source.ownOf !== null && unit.stockLocationId === stockLocationId ? null : undefined
  }
  const open = source.lots.filter(
    (lot) =>
      lot.stockLocationId === stockLocationId &&
      lot.inventoryItemId === unit.inventoryItemId &&
      lot.remaining.gt(0) &&
      source.canTake(lot)
  )
  if (open.some((lot) => lot.id === unit.lotId)) return unit.lotId
  if (isCertain(unit) || !claims.isFree(unit)) return undefined
  // It has left its lot unnamed: with a transfer to another lot of the family, or as own stock of the same place.
  const moved = open.find(
    (lot) =>
      (lot.originLotId ?? lot.id) === unit.rootLotId &&
      claims.takeUnknown(toHolder(lot), lot.remaining)
  )
  const lotId =
    moved?.id ?? (unit.stockLocationId === stockLocationId ? takeUnknownOwn() : undefined)
  if (lotId !== undefined) claims.take(unit)
  return lotId
}

const toHolder = (lot: Lot) => ({
  lotId: lot.id,
  stockLocationId: lot.stockLocationId,
  inventoryItemId: lot.inventoryItemId,
})

const toAbsent = (line: SerialLine, serials: string[]): RefusedLine =>
  toRefused(line, "INSUFFICIENT_STOCK", serials, "is not here")

export const toRefused = (
  line: SerialLine,
  code: RefusedLine["code"],
  serials: string[],
  fault: string
): RefusedLine => ({
  index: line.index,
  code,
  message: `${line.sku ?? line.inventoryItemId} with the serial number ${serials.join(", ")} ${fault}.`,
  reason: "serial_elsewhere",
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  serial_numbers: serials,
})

const toHere = (
  line: SerialLine,
  serials: string[],
  direction: "arrives" | "leaves"
): RefusedLine =>
  toRefused(
    line,
    direction === "arrives" ? "SERIAL_TAKEN" : "INSUFFICIENT_STOCK",
    serials,
    "is in stock"
  )

type ReturnedLine = SerialLine & { issued: IssuedAllocation[] }

/** Allocations that have left with named units. */
export type NamedAllocations = ReadonlySet<string>

/**
 * Finds the allocations of issues with which named units have left, so that their return finds its sale.
 * Refuses lines with INSUFFICIENT_STOCK naming units that did not leave with them, SERIAL_TAKEN, INVALID_DATA.
 */
export const nameReturned = <Line extends ReturnedLine>(
  register: SerialRegister,
  lines: Line[],
  namedAllocations: NamedAllocations,
  /** A unit that is in stock cannot come back; it cannot have left either. */
  direction: "arrives" | "leaves" = "arrives"
): NamedLines<Line> => {
  const seen = new Set<string>()
  const claims = new Claims(register)
  const open = new Map<string, Decimal>()
  const refused: RefusedLine[] = []
  const found = lines.flatMap((line): Line[] => {
    if (serialsOf(line).length === 0) return [line]
    const here: string[] = []
    const absent: string[] = []
    const byAllocation = new Map<string, string[]>()
    for (const serial of serialsOf(line)) {
      const key = serialKey(line.inventoryItemId, serial)
      const unit = register.units.get(key)
      if (seen.has(key) || (unit && isCertain(unit))) here.push(serial)
      else {
        const allocation = allocationOf(register, unit, line.issued, {
          namedAllocations,
          claims,
          open,
        })
        if (!allocation) absent.push(serial)
        else {
          byAllocation.set(allocation.id, [...(byAllocation.get(allocation.id) ?? []), serial])
        }
      }
      seen.add(key)
    }
    const faults = [
      ...refuseUncounted(line),
      ...(here.length > 0 ? [toHere(line, here, direction)] : []),
      ...(absent.length > 0
        ? [toRefused(line, "INSUFFICIENT_STOCK", absent, "did not leave with what comes back")]
        : []),
    ]
    refused.push(...faults)
    if (faults.length > 0) return []
    const units = [...byAllocation].map(([allocationId, serials]) => ({
      serials,
      lotId: null,
      allocationId,
    }))
    register.named.set(line.id, units)
    return units.map(({ serials, allocationId }) => ({
      ...line,
      quantity: exact(serials.length),
      issued: line.issued.filter(({ id }) => id === allocationId),
    }))
  })
  return { lines: found, refused }
}

/** The allocation of an issue with which a unit left; one that nobody named may have been any of those that left. */
const allocationOf = (
  register: SerialRegister,
  unit: SerialUnit | undefined,
  issued: IssuedAllocation[],
  {
    namedAllocations,
    claims,
    open,
  }: {
    namedAllocations: NamedAllocations
    claims: Claims
    open: Map<string, Decimal>
  }
): IssuedAllocation | undefined => {
  const openOf = (allocation: IssuedAllocation) =>
    open.get(allocation.id) ?? allocation.quantity.minus(allocation.quantityUndone)
  const isOpen = (allocation: IssuedAllocation) => openOf(allocation).gte(1)
  const take = (allocation: IssuedAllocation | undefined) => {
    if (allocation) open.set(allocation.id, openOf(allocation).minus(1))
    return allocation
  }
  const leftWith = issued.find(
    (allocation) => allocation.id === unit?.allocationId && isOpen(allocation)
  )
  if (leftWith) {
    if (unit?.isHeld && !claims.take(unit)) return undefined
    return take(leftWith)
  }
  const unnamed = issued.filter(
    (allocation) => isOpen(allocation) && !namedAllocations.has(allocation.id)
  )
  if (!unit) {
    return take(unnamed.find(({ lotId }) => lotId === null || !register.knownLotIds.has(lotId)))
  }
  // A unit that left before the register was kept has no allocation.
  if (!unit.isHeld && (unit.allocationId !== null || unit.state !== "sold")) return undefined
  const allocation = unnamed.find((one) =>
    unit.lotId === null
      ? one.lotId === null && one.stockLocationId === unit.stockLocationId
      : one.lotId === unit.lotId || (unit.rootLotId !== null && one.lotId === unit.rootLotId)
  )
  if (!allocation || (unit.isHeld && !claims.take(unit))) return undefined
  return take(allocation)
}

/**
 * Decides the lines that are not at fault, so that one error lists every line at fault, whatever it is refused for.
 * Throws: the code that comes first among the faults.
 */
export const decideNamed = <Line, Result>(
  { lines, refused }: NamedLines<Line>,
  decide: (lines: NamedLines<Line>["lines"]) => Result
): Result => {
  if (refused.length === 0) return decide(lines)
  try {
    decide(lines)
  } catch (error) {
    const more = error instanceof ConsignmentError ? error.details?.lines : undefined
    if (more) refuseFirst([...refused, ...more])
    if (error instanceof ConsignmentError) throw error
  }
  refuseFirst(refused)
  throw new Error("A refused line was not refused.")
}
