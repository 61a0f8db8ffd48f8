import type { Decimal } from "decimal.js"
import { refuseLines } from "./errors"
import {
  changeLevel,
  dateFor,
  move,
  openDraft,
  toPosting,
  type Facts,
  type Posting,
} from "./posting"
import { heldSince, lotOf, type Stock, type Warehouse } from "./stock"
import { insufficient } from "./take-from-lots"

/** Count difference of one lot at the holder. */
export interface CountedPart {
  lineId: string
  index: number
  lotId: string
  /** Signed. */
  quantity: Decimal
  unitCost: Decimal
  /** The holder pays for the loss. */
  liable: boolean
}

/**
 * Follows the count of the connected store that holds the goods: the same differences of the same lots.
 * Throws: INSUFFICIENT_STOCK.
 */
export const decideFollowingCount = (
  { warehouse, parts }: { warehouse: Warehouse; parts: CountedPart[] },
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  for (const part of parts) {
    const lot = lotOf(draft.stock, part.lotId)
    const isMissing = part.quantity.isNegative()
    if (isMissing && part.quantity.negated().gt(lot.remaining)) {
      const line = { ...lot, ...part, id: part.lineId, quantity: part.quantity.negated() }
      refuseLines("INSUFFICIENT_STOCK", [insufficient(line, lot.remaining)])
    }
    const date = dateFor(draft, lot)
    move(draft, part.lotId, {
      type: isMissing ? "count_loss" : "count_gain",
      lineId: part.lineId,
      quantity: part.quantity,
      unitCost: part.unitCost,
      branchCode: warehouse.branchCode,
      effectiveAt: isMissing ? heldSince(draft.stock, lot, part.quantity.negated(), date) : date,
      liable: part.liable,
    })
    changeLevel(draft, {
      stockLocationId: lot.stockLocationId,
      inventoryItemId: lot.inventoryItemId,
      quantity: part.quantity,
    })
  }
  return toPosting(draft)
}
