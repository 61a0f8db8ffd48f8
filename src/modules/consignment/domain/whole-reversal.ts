import type { Decimal } from "decimal.js"
import { ConsignmentError } from "./errors"
import type { Movement, MovementType } from "./movement"
import {
  changeLevel,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type InvoicedChange,
  type LevelChange,
  type Posting,
} from "./posting"
import { toText } from "./quantity"
import { availableAt, heldSince, lotOf, ownAt, positionAt, type Stock } from "./stock"

/** A document that is reversed as a whole: all it moved, and what it did to levels. */
export interface WholeReversal {
  movements: Movement[]
  levels: LevelChange[]
  invoiced: InvoicedChange[]
  costs: { lotId: string; unitCost: Decimal }[]
  isSettled: boolean
  /** Lots whose goods have moved since, where that forbids the reversal. */
  touchedLotIds: string[]
  /** Units that leave the level must not be reserved. */
  guardsReserved: boolean
}

/**
 * Decides the reversal of a consignor return, a take-back, a stock count, a warehouse transfer or a revaluation.
 * Throws: EXCEEDS_REVERSIBLE, INSUFFICIENT_STOCK (reserved), PERIOD_CLOSED.
 */
export const decideWholeReversal = (
  reversal: WholeReversal,
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  if (reversal.touchedLotIds.length > 0) {
    throw new ConsignmentError("EXCEEDS_REVERSIBLE", "The goods have moved since.", {
      lots: reversal.touchedLotIds,
    })
  }
  if (reversal.guardsReserved) refuseReserved(draft, reversal.levels)
  for (const movement of [...reversal.movements].reverse()) undo(draft, movement)
  for (const change of reversal.levels) {
    changeLevel(draft, { ...change, quantity: change.quantity.negated() })
  }
  for (const change of reversal.invoiced) {
    draft.invoiced.push({ ...change, quantity: change.quantity.negated() })
  }
  draft.costs.push(...reversal.costs)
  refuseNegativeOwn(draft, reversal.levels)
  if (reversal.isSettled) {
    throw new ConsignmentError(
      "PERIOD_CLOSED",
      "A settlement has closed the period of this document."
    )
  }
  return toPosting(draft)
}

const refuseReserved = (draft: Draft, levels: LevelChange[]): void => {
  for (const change of levels) {
    const position = positionAt(draft.stock, change.stockLocationId, change.inventoryItemId)
    if (change.quantity.gt(availableAt(position))) {
      throw new ConsignmentError("INSUFFICIENT_STOCK", "The goods are reserved for orders.", {
        inventory_item_id: change.inventoryItemId,
        available: toText(availableAt(position)),
      })
    }
  }
}

const undo = (draft: Draft, movement: Movement): void => {
  const lot = lotOf(draft.stock, movement.lotId)
  const quantity = movement.quantity.negated()
  if (quantity.negated().gt(lot.remaining)) {
    throw new ConsignmentError("EXCEEDS_REVERSIBLE", "The goods are no longer there.", {
      lot_id: lot.id,
      quantity: toText(movement.quantity),
      remaining: toText(lot.remaining),
    })
  }
  move(draft, movement.lotId, {
    type: `${movement.type}_reversal` as MovementType,
    lineId: movement.lineId,
    quantity,
    unitCost: movement.unitCost,
    returnFee: movement.returnFee,
    branchCode: movement.branchCode,
    effectiveAt: quantity.isNegative()
      ? heldSince(draft.stock, lot, movement.quantity, movement.effectiveAt)
      : movement.effectiveAt,
    reversesId: movement.id,
    liable: movement.liable,
  })
}

const refuseNegativeOwn = (draft: Draft, levels: LevelChange[]): void => {
  for (const { stockLocationId, inventoryItemId } of levels) {
    const own = ownAt(draft.stock, positionAt(draft.stock, stockLocationId, inventoryItemId))
    if (own.isNegative()) {
      throw new ConsignmentError("EXCEEDS_REVERSIBLE", "The goods are no longer there.", {
        stock_location_id: stockLocationId,
        inventory_item_id: inventoryItemId,
        missing: toText(own.negated()),
      })
    }
  }
}
