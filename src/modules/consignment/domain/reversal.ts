import type { Decimal } from "decimal.js"
import type { IssuedAllocation } from "./allocation"
import { ConsignmentError } from "./errors"
import { giveBack, presentFirst } from "./give-back"
import type { Lot } from "./lot"
import type { Movement, MovementType } from "./movement"
import {
  changeLevel,
  changePending,
  move,
  noteHostLevelChange,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { least, notBelowZero, sumOf, toText, ZERO } from "./quantity"
import {
  availableAt,
  heldSince,
  later,
  lotOf,
  ownAt,
  positionAt,
  type Position,
  type Stock,
} from "./stock"

/** A lot a receipt has made, with what happened to it since. */
export interface ReceivedLot {
  lot: Lot
  lineId: string
  received: Decimal
  movementId: string
  movementType: MovementType
  effectiveAt: Date
  branchCode: string | null
  /** Where our own goods came from that a delivery has brought. */
  suppliedFrom: string | null
  /** Anything moved or was invoiced since the receipt. */
  touched: boolean
  settled: boolean
}

/**
 * Decides the reversal of a goods receipt, a delivery or an opening: whole, and only while nothing of it moved.
 * Throws: INSUFFICIENT_STOCK (the goods are reserved), EXCEEDS_REVERSIBLE, PERIOD_CLOSED.
 */
export const decideReceiptReversal = (
  received: ReceivedLot[],
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  const touched = received.filter((line) => line.touched)
  if (touched.length > 0) {
    throw new ConsignmentError(
      "EXCEEDS_REVERSIBLE",
      "Goods of this document have moved; send them back to their owner instead.",
      {
        lots: touched.map((line) => line.lot.id),
      }
    )
  }
  refuseSettled(received.some((line) => line.settled))
  for (const line of received) {
    const position = positionAt(draft.stock, line.lot.stockLocationId, line.lot.inventoryItemId)
    if (line.received.gt(availableAt(position))) {
      throw new ConsignmentError(
        "INSUFFICIENT_STOCK",
        "Goods of this receipt are reserved for orders.",
        {
          inventory_item_id: line.lot.inventoryItemId,
          available: toText(availableAt(position)),
        }
      )
    }
    move(draft, line.lot.id, {
      type: `${line.movementType}_reversal` as MovementType,
      lineId: line.lineId,
      quantity: line.received.negated(),
      unitCost: line.lot.unitCost,
      branchCode: line.branchCode,
      effectiveAt: line.effectiveAt,
      reversesId: line.movementId,
    })
    const { stockLocationId, inventoryItemId } = line.lot
    changeLevel(draft, { stockLocationId, inventoryItemId, quantity: line.received.negated() })
    if (line.suppliedFrom !== null) {
      changeLevel(draft, {
        stockLocationId: line.suppliedFrom,
        inventoryItemId,
        quantity: line.received,
      })
    }
  }
  return toPosting(draft)
}

const refuseSettled = (settled: boolean): void => {
  if (settled) {
    throw new ConsignmentError(
      "PERIOD_CLOSED",
      "A settlement has closed the period of this document."
    )
  }
}

/** One line of a reversal and the allocations of the issue line that it undoes. */
export interface IssueReversalLine {
  id: string
  inventoryItemId: string
  issued: IssuedAllocation[]
  /** Where the pieces arrive. */
  stockLocationId: string
}

export interface IssueReversal {
  movementType: "goods_issue_reversal" | "internal_issue_reversal" | "reported_sale_reversal"
  issuedAt: Date
  lines: IssueReversalLine[]
  /** A cancelled fulfilment: the host raises the level itself, and settled pieces become own instead of being refused. */
  byHost: boolean
  /** The host raised the level some time ago: pieces may have left since, as own. */
  isCaughtUpWith?: boolean
  /** The goods never left: what was settled becomes own instead of being refused, and the level is ours to raise. */
  neverLeft?: boolean
}

/**
 * Decides the reversal of a goods issue: its open quantity goes back to the lots it came from, dated like the issue,
 * so that both meet in one settlement.
 * Throws: EXCEEDS_REVERSIBLE (all of it was returned), PERIOD_CLOSED.
 */
export const decideIssueReversal = (
  reversal: IssueReversal,
  stock: Stock,
  facts: Facts
): Posting => {
  const issued = reversal.lines.flatMap((line) => line.issued)
  const open = sumOf(issued, openOf)
  if (!reversal.byHost) {
    // A report that nothing was sold has no lines.
    if (reversal.lines.length > 0 && open.lte(0)) {
      throw new ConsignmentError(
        "EXCEEDS_REVERSIBLE",
        "All goods of this issue were returned; nothing is left to reverse."
      )
    }
    if (!reversal.neverLeft) {
      refuseSettled(issued.some((allocation) => allocation.movement?.settled))
    }
  }
  const draft = openDraft(stock, facts)
  const { isCaughtUpWith } = reversal
  for (const line of reversal.lines) {
    const { stockLocationId, inventoryItemId } = line
    const raised = sumOf(line.issued, (allocation) => allocation.quantity)
    if (reversal.byHost && !isCaughtUpWith) {
      noteHostLevelChange(draft, { stockLocationId, inventoryItemId, quantity: raised })
    }
    for (const allocation of [...line.issued].reverse()) {
      const quantity = openOf(allocation)
      if (quantity.lte(0)) continue
      const change = { stockLocationId, inventoryItemId, quantity }
      if (!reversal.byHost) changeLevel(draft, change)
      for (const pieces of presentFirst(draft, { ...change, isCaughtUpWith })) {
        giveBack(draft, {
          ...pieces,
          lineId: line.id,
          allocation,
          stockLocationId: line.stockLocationId,
          movementType: reversal.movementType,
          effectiveAt: allocation.movement?.effectiveAt ?? reversal.issuedAt,
          isReversal: true,
        })
      }
    }
    if (reversal.byHost) lowerByReturned(draft, line)
  }
  return toPosting(draft)
}

/** The host puts the whole line back on the shelf, even pieces of which it has taken back before. */
const lowerByReturned = (draft: Draft, line: IssueReversalLine): void => {
  const { stockLocationId, inventoryItemId } = line
  const own = notBelowZero(
    ownAt(draft.stock, positionAt(draft.stock, stockLocationId, inventoryItemId))
  )
  const returned = sumOf(line.issued, (allocation) => allocation.quantityUndone)
  changeLevel(draft, { stockLocationId, inventoryItemId, quantity: least(returned, own).negated() })
}

const openOf = (allocation: IssuedAllocation): Decimal =>
  allocation.quantity.minus(allocation.quantityUndone)

/** Pieces a return gave back, and the issue's allocation they came from. */
export interface ReturnedPieces {
  lineId: string
  /** The return's own allocation: where the pieces ended. */
  allocation: IssuedAllocation
  undoesAllocationId: string
  /** Quantity the allocation still counts as given back, where a receipt took over a pending part. Left out: all. */
  stillUndone?: Decimal
  /** The movements of these pieces, in the order of posting: the return, then a move to a child lot. */
  movements: Movement[]
}

/**
 * Decides the reversal of a return: the pieces leave again, from the lots or the own stock they went to.
 * Throws: EXCEEDS_REVERSIBLE (they are no longer there, or were attributed), PERIOD_CLOSED.
 */
export const decideReturnReversal = (
  returned: ReturnedPieces[],
  settled: boolean,
  stock: Stock,
  facts: Facts
): Posting => {
  refuseSettled(settled)
  refuseAttributed(returned)
  const draft = openDraft(stock, facts)
  for (const pieces of [...returned].reverse()) {
    const { allocation } = pieces
    const position = positionAt(draft.stock, allocation.stockLocationId, allocation.inventoryItemId)
    const held =
      allocation.ownership === "own"
        ? ownAt(draft.stock, position)
        : heldIn(draft, allocation.lotId)
    const limit =
      allocation.ownership === "pending"
        ? allocation.quantity
        : least(held, notReservedAt(position))
    if (allocation.quantity.gt(limit)) {
      throw new ConsignmentError(
        "EXCEEDS_REVERSIBLE",
        "The returned goods are no longer where the return put them.",
        {
          inventory_item_id: allocation.inventoryItemId,
          quantity: toText(allocation.quantity),
          available: toText(limit),
        }
      )
    }
    undoMovements(draft, pieces.movements)
    if (allocation.ownership === "pending") {
      changePending(draft, {
        stockLocationId: allocation.stockLocationId,
        inventoryItemId: allocation.inventoryItemId,
        quantity: allocation.quantity,
      })
    }
    draft.allocationChanges.push({
      allocationId: pieces.undoesAllocationId,
      undone: allocation.quantity.negated(),
      pending: allocation.ownership === "pending" ? allocation.quantity : ZERO,
      quantity: ZERO,
    })
    changeLevel(draft, {
      stockLocationId: allocation.stockLocationId,
      inventoryItemId: allocation.inventoryItemId,
      quantity: allocation.quantity.negated(),
    })
  }
  return toPosting(draft)
}

/** Pieces that came back elsewhere while they were pending, and were attributed since: their consumption stands. */
const refuseAttributed = (returned: ReturnedPieces[]): void => {
  const attributed = returned.filter(({ undoesAllocationId, stillUndone }) => {
    const sameAllocation = returned.filter(
      (pieces) => pieces.undoesAllocationId === undoesAllocationId
    )
    return stillUndone?.lt(sumOf(sameAllocation, (pieces) => pieces.allocation.quantity))
  })
  if (attributed.length > 0) {
    throw new ConsignmentError(
      "EXCEEDS_REVERSIBLE",
      "The returned goods were attributed to a receipt since; issue them again instead.",
      { inventory_item_ids: attributed.map((pieces) => pieces.allocation.inventoryItemId) }
    )
  }
}

/** Pending units lower the host's level, but take nothing from the units in stock. */
const notReservedAt = (position: Position): Decimal =>
  notBelowZero(position.stocked.plus(position.pending).minus(position.reserved))

const heldIn = (draft: Draft, lotId: string | null): Decimal =>
  lotId ? lotOf(draft.stock, lotId).remaining : ZERO

/**
 * Undoes the movements of the same pieces, the last one first. None is dated before the one undone before it: what a
 * child lot gives up later, its first lot gives up later, too, or a closing stock between the two would lack the pieces.
 */
const undoMovements = (draft: Draft, movements: Movement[]): void => {
  let notBefore = new Date(0)
  for (const movement of [...movements].reverse()) {
    const lot = lotOf(draft.stock, movement.lotId)
    const quantity = movement.quantity.negated()
    const from = later(movement.effectiveAt, notBefore)
    notBefore = quantity.isNegative() ? heldSince(draft.stock, lot, movement.quantity, from) : from
    move(draft, movement.lotId, {
      type: `${movement.type}_reversal` as MovementType,
      lineId: movement.lineId,
      quantity,
      unitCost: movement.unitCost,
      branchCode: movement.branchCode,
      effectiveAt: notBefore,
      reversesId: movement.id,
    })
  }
}

/** Rows a document of a host flow wrote, to be undone because the host undid its step. */
export interface TechnicalUndo {
  movements: Movement[]
  allocationChanges: { allocationId: string; undone: Decimal; pending: Decimal }[]
  pendings: { stockLocationId: string; inventoryItemId: string; quantity: Decimal }[]
  /** Levels that we had changed ourselves, besides what the host did. */
  levels: { stockLocationId: string; inventoryItemId: string; quantity: Decimal }[]
}

/**
 * Undoes a posting within the attempt that made it: the same movements with the other sign, marked technical, so that
 * they cancel out in their own column. Pieces that somebody took from a lot meanwhile stay a difference that a stock
 * count explains.
 */
export const decideTechnicalUndo = (undo: TechnicalUndo, stock: Stock, facts: Facts): Posting => {
  const draft = openDraft(stock, facts)
  for (const movement of [...undo.movements].reverse()) {
    const lot = lotOf(draft.stock, movement.lotId)
    const quantity = movement.quantity.isNegative()
      ? movement.quantity.negated()
      : least(movement.quantity, lot.remaining).negated()
    if (quantity.isZero()) continue
    move(draft, movement.lotId, {
      type: movement.type,
      lineId: movement.lineId,
      quantity,
      unitCost: movement.unitCost,
      branchCode: movement.branchCode,
      effectiveAt: movement.effectiveAt,
      reversesId: movement.id,
      technical: true,
    })
  }
  for (const change of undo.allocationChanges)
    draft.allocationChanges.push({ ...change, quantity: ZERO })
  for (const change of undo.pendings) changePending(draft, change)
  for (const change of undo.levels) changeLevel(draft, change)
  return toPosting(draft)
}
