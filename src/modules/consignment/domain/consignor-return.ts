import { refuseLines } from "./errors"
import type { Lot } from "./lot"
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
import { returnFeeOf } from "./return-fee"
import { namedLotsFirst } from "./serving-order"
import { accountOf, heldSince, type Stock, type Warehouse } from "./stock"
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
  /** Goods that were refused on arrival carry no fee: they were never kept. */
  isRejected?: boolean
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

const takenBy = (line: TakingLine, lots: Lot[]) =>
  line.parts
    ? line.parts.flatMap((part) =>
        takeUnpaidFirst(
          lots.filter(({ id }) => id === part.lotId),
          part.quantity
        )
      )
    : takeUnpaidFirst(lots, line.quantity)

const sendHome = (draft: Draft, consignorReturn: ConsignorReturn, line: TakingLine) => {
  const { type, warehouse, contractorId, ownStockLocationId, isRejected } = consignorReturn
  const lots = lotsFor(draft, line, warehouse, contractorId)
  const limit = leavableOf(draft, lots, warehouse, line)
  if (line.quantity.gt(limit)) return [insufficient(line, limit)]
  for (const { lot, quantity, unitCost } of takenBy(line, lots)) {
    move(draft, lot.id, {
      type,
      lineId: line.id,
      quantity: quantity.negated(),
      unitCost,
      returnFee:
        type === "consignor_return" && !isRejected
          ? returnFeeOf(accountOf(draft.stock, lot).returnFee, lot, unitCost)
          : null,
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
