import { refuseLines } from "./errors"
import {
  changeLevel,
  dateFor,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { namedLotsFirst } from "./serving-order"
import { heldSince, type Stock, type Warehouse } from "./stock"
import {
  insufficient,
  leavableOf,
  lotsFor,
  takeUnpaidFirst,
  type TakingLine,
} from "./take-from-lots"

export interface ConsignorReturn {
  type: "consignor_return" | "take_back"
  warehouse: Warehouse
  contractorId: string
  /** Where the goods lie as own from now on, if we are the consignor. */
  ownStockLocationId: string | null
  lines: TakingLine[]
}

/**
 * Decides which lots unsold goods leave when they go back to their owner, a contractor or ourselves: oldest first, what
 * is prepaid last, and never what is promised to an order that own stock does not cover.
 * Throws: INSUFFICIENT_STOCK.
 */
export const decideConsignorReturn = (
  consignorReturn: ConsignorReturn,
  stock: Stock,
  facts: Facts
): Posting => {
  const draft = openDraft(stock, facts)
  refuseLines(
    "INSUFFICIENT_STOCK",
    namedLotsFirst(consignorReturn.lines).flatMap((line) => sendHome(draft, consignorReturn, line))
  )
  return toPosting(draft)
}

const sendHome = (draft: Draft, consignorReturn: ConsignorReturn, line: TakingLine) => {
  const { type, warehouse, contractorId, ownStockLocationId } = consignorReturn
  const lots = lotsFor(draft, line, warehouse, contractorId)
  const limit = leavableOf(draft, lots, warehouse, line)
  if (line.quantity.gt(limit)) return [insufficient(line, limit)]
  for (const { lot, quantity, unitCost } of takeUnpaidFirst(lots, line.quantity)) {
    move(draft, lot.id, {
      type,
      lineId: line.id,
      quantity: quantity.negated(),
      unitCost,
      branchCode: warehouse.branchCode,
      effectiveAt: heldSince(draft.stock, lot, quantity, dateFor(draft, lot)),
    })
  }
  const { inventoryItemId, quantity } = line
  changeLevel(draft, {
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId,
    quantity: quantity.negated(),
  })
  if (ownStockLocationId !== null) {
    changeLevel(draft, { stockLocationId: ownStockLocationId, inventoryItemId, quantity })
  }
  return []
}
