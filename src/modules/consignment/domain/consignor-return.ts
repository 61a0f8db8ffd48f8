import { refuseLines } from "./errors"
import {
  changeLevel,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { least, sumOf } from "./quantity"
import { availableAt, heldSince, positionAt, type Stock, type Warehouse } from "./stock"
import { insufficient, lotsFor, takeUnpaidFirst, type TakingLine } from "./take-from-lots"

export interface ConsignorReturn {
  warehouse: Warehouse
  contractorId: string
  lines: TakingLine[]
}

/**
 * Decides which lots unsold goods leave when they go back to their owner: oldest first, what is prepaid last, and never
 * what is promised to an order that own stock does not cover.
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
    consignorReturn.lines.flatMap((line) => sendHome(draft, consignorReturn, line))
  )
  return toPosting(draft)
}

const sendHome = (draft: Draft, { warehouse, contractorId }: ConsignorReturn, line: TakingLine) => {
  const lots = lotsFor(draft, line, warehouse, contractorId)
  const position = positionAt(draft.stock, warehouse.stockLocationId, line.inventoryItemId)
  const limit = least(
    sumOf(lots, (lot) => lot.remaining),
    availableAt(position)
  )
  if (line.quantity.gt(limit)) return [insufficient(line, limit)]
  for (const { lot, quantity, unitCost } of takeUnpaidFirst(lots, line.quantity)) {
    move(draft, lot.id, {
      type: "consignor_return",
      lineId: line.id,
      quantity: quantity.negated(),
      unitCost,
      branchCode: warehouse.branchCode,
      effectiveAt: heldSince(draft.stock, lot, quantity, draft.facts.effectiveAt),
    })
  }
  changeLevel(draft, {
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId: line.inventoryItemId,
    quantity: line.quantity.negated(),
  })
  return []
}
