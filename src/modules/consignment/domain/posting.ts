import type { Decimal } from "decimal.js"
import type { Allocation } from "./allocation"
import { ConsignmentError } from "./errors"
import type { Lot, Prepaid } from "./lot"
import { effectOf, type Movement } from "./movement"
import { dateOfDay } from "./period"
import { least, ZERO } from "./quantity"
import {
  accountOf,
  addLot,
  carryLot,
  homeOf,
  lotOf,
  positionAt,
  toWorkingStock,
  type Stock,
  type WorkingStock,
} from "./stock"

/** A change of the host's level. */
export interface LevelChange {
  stockLocationId: string
  inventoryItemId: string
  quantity: Decimal
}

/** A lot that a document makes. Its remaining quantity comes from its movements alone. */
export type NewLot = Lot & {
  documentId: string
  lineId: string
  lineIndex: number
  received: Decimal
}

/** Change that a return, reversal or attribution makes to an older allocation. */
export interface AllocationChange {
  allocationId: string
  /** Added to the quantity that was given back. */
  undone: Decimal
  /** Added to the quantity that still waits for a receipt. */
  pending: Decimal
  /** Added to the quantity allocated: an attribution moves it to another allocation. */
  quantity: Decimal
}

/** All that one document writes, in the order in which it was decided. */
export interface Posting {
  lots: NewLot[]
  movements: Movement[]
  allocations: Allocation[]
  allocationChanges: AllocationChange[]
  /** Changes of levels that are ours to make; what the host changes itself is not among them. */
  levels: LevelChange[]
  pendings: LevelChange[]
  /** Unit costs of lots from now on. */
  costs: { lotId: string; unitCost: Decimal }[]
  /** Quantities that were invoiced of a lot at one unit cost, added. */
  invoiced: InvoicedChange[]
}

export interface InvoicedChange {
  lotId: string
  unitCost: Decimal
  quantity: Decimal
}

/** Facts a decision is given: clock, ids and currencies. */
export interface Facts {
  documentId: string
  now: Date
  /** The document's business date. */
  effectiveAt: Date
  /** The day that the caller named instead of an instant, and the time zone in which the document reads it. */
  day?: { date: string; timeZone: string } | null
  newId: (prefix: "conmov" | "conlot" | "conall") => string
}

/** A document that is being decided: the stock as it will be, and what was written so far. */
export interface Draft extends Posting {
  stock: WorkingStock
  facts: Facts
}

export const openDraft = (stock: Stock, facts: Facts): Draft => ({
  stock: toWorkingStock(stock),
  facts,
  lots: [],
  movements: [],
  allocations: [],
  allocationChanges: [],
  levels: [],
  pendings: [],
  costs: [],
  invoiced: [],
})

/** Throws: NOT_CONSIGNMENT_WAREHOUSE (units would end in a lot whose warehouse is gone). */
export const toPosting = (draft: Draft): Posting => {
  refuseLostWarehouses(draft)
  const { lots, movements, allocations, allocationChanges, levels, pendings, costs, invoiced } =
    draft
  return { lots, movements, allocations, allocationChanges, levels, pendings, costs, invoiced }
}

/** A lot whose warehouse was deleted or moved away may still give up units, but receives none. */
const refuseLostWarehouses = ({ stock, movements }: Draft): void => {
  const gained = new Map<string, Decimal>()
  for (const { lotId, quantity } of movements) {
    gained.set(lotId, (gained.get(lotId) ?? ZERO).plus(quantity))
  }
  const lost = [...gained].flatMap(([lotId, quantity]) => {
    const lot = lotOf(stock, lotId)
    return quantity.gt(0) && !homeOf(stock, lot) ? lot : []
  })
  if (lost.length === 0) return
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "The goods cannot return to their lot: its consignment warehouse was deleted or moved.",
    { lot_ids: lost.map(({ id }) => id) }
  )
}

/** The document's date for goods of one account: a day begins when it does in the time zone of their agreement. */
export const dateFor = (
  { stock, facts: { day, effectiveAt, now } }: Draft,
  owner: Parameters<typeof accountOf>[1]
): Date => {
  const { timeZone } = accountOf(stock, owner)
  if (!day || !timeZone || timeZone === day.timeZone) return effectiveAt
  const date = dateOfDay(day.date, timeZone, now)
  return date.getTime() > now.getTime() ? now : date
}

type MoveInput = Pick<
  Movement,
  "type" | "lineId" | "quantity" | "unitCost" | "branchCode" | "effectiveAt"
> &
  Partial<Pick<Movement, "reversesId" | "technical" | "liable" | "documentId" | "returnFee">>

/** Appends one movement of a lot, carries the lot forward and tells whether the movement is late. */
export const move = (draft: Draft, lotId: string, input: MoveInput): Movement => {
  const lot = lotOf(draft.stock, lotId)
  const { lastCutOff } = accountOf(draft.stock, lot)
  const movement: Movement = {
    id: draft.facts.newId("conmov"),
    documentId: draft.facts.documentId,
    reversesId: null,
    technical: false,
    liable: false,
    ...input,
    lotId,
    contractorId: lot.contractorId,
    warehouseId: lot.warehouseId,
    stockLocationId: lot.stockLocationId,
    inventoryItemId: lot.inventoryItemId,
    direction: lot.direction,
    currencyCode: lot.currencyCode,
    late: lastCutOff !== null && input.effectiveAt.getTime() <= lastCutOff.getTime(),
  }
  draft.movements.push(movement)
  carryLot(draft.stock, lot, movement.quantity)
  lot.prepaid = prepaidAfter(lot, movement)
  const changes = draft.stock.laterChanges.get(lotId) ?? []
  draft.stock.laterChanges.set(lotId, [
    ...changes,
    { lotId, effectiveAt: movement.effectiveAt, quantity: movement.quantity },
  ])
  return movement
}

/** Units consumed at an invoice price are no longer prepaid, and no more is prepaid than remains. */
const prepaidAfter = (lot: Lot, movement: Movement): Prepaid[] => {
  const isConsumed = effectOf(movement).kind === "consumed" && movement.quantity.isNegative()
  let taken = isConsumed ? movement.quantity.negated() : ZERO
  let room = lot.remaining
  return lot.prepaid
    .map((prepaid) => {
      const used = prepaid.unitCost.eq(movement.unitCost) ? least(taken, prepaid.quantity) : ZERO
      taken = taken.minus(used)
      const quantity = least(prepaid.quantity.minus(used), room)
      room = room.minus(quantity)
      return { ...prepaid, quantity }
    })
    .filter((prepaid) => prepaid.quantity.gt(0))
}

export const makeLot = (
  draft: Draft,
  lot: Omit<NewLot, "sequence" | "remaining" | "prepaid">
): NewLot => {
  const made: NewLot = { ...lot, sequence: Number.MAX_SAFE_INTEGER, remaining: ZERO, prepaid: [] }
  draft.lots.push(made)
  addLot(draft.stock, made)
  return made
}

/** Changes a level by our own hand. */
export const changeLevel = (draft: Draft, change: LevelChange): void => {
  if (change.quantity.isZero()) return
  const position = positionAt(draft.stock, change.stockLocationId, change.inventoryItemId)
  position.stocked = position.stocked.plus(change.quantity)
  draft.levels.push(change)
}

/** Takes note of a level change that the host makes itself. */
export const noteHostLevelChange = (draft: Draft, change: LevelChange): void => {
  const position = positionAt(draft.stock, change.stockLocationId, change.inventoryItemId)
  position.stocked = position.stocked.plus(change.quantity)
}

export const changePending = (draft: Draft, change: LevelChange): void => {
  if (change.quantity.isZero()) return
  const position = positionAt(draft.stock, change.stockLocationId, change.inventoryItemId)
  position.pending = position.pending.plus(change.quantity)
  draft.pendings.push(change)
}

type DefaultedAllocationField =
  "id" | "documentId" | "undoesAllocationId" | "quantityUndone" | "quantityPending" | "reason"

export const allocate = (
  draft: Draft,
  allocation: Omit<Allocation, DefaultedAllocationField> &
    Partial<Pick<Allocation, DefaultedAllocationField>>
): Allocation => {
  const made: Allocation = {
    id: draft.facts.newId("conall"),
    documentId: draft.facts.documentId,
    undoesAllocationId: null,
    quantityUndone: ZERO,
    quantityPending: ZERO,
    reason: null,
    ...allocation,
  }
  draft.allocations.push(made)
  return made
}
