import { ConsignmentError, refuseLines } from "./errors"
import {
  changeLevel,
  dateFor,
  makeLot,
  move,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { isHire } from "./hire"
import { sumOf } from "./quantity"
import { namedLotsFirst } from "./serving-order"
import { heldSince, type Stock, type Warehouse } from "./stock"
import {
  insufficient,
  leavableOf,
  lotsFor,
  takeUnpaidFirst,
  type Taken,
  type TakingLine,
} from "./take-from-lots"

export interface WarehouseTransfer {
  from: Warehouse
  to: Warehouse
  lines: TakingLine[]
}

/**
 * Decides which lots go on in another consignment warehouse: a child lot of the same owner, date and cost. What is
 * prepaid goes last and stays invoiced at its price.
 * Throws: NOT_CONSIGNMENT_WAREHOUSE, INSUFFICIENT_STOCK.
 */
export const decideWarehouseTransfer = (
  transfer: WarehouseTransfer,
  stock: Stock,
  facts: Facts
): Posting => {
  const { from, to } = transfer
  const isOtherCustomer = to.direction === "outbound" && from.contractorId !== to.contractorId
  if (from.direction !== to.direction || from.id === to.id || isOtherCustomer) {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Goods move between two inbound warehouses, or between two of the same customer.",
      { from_warehouse_id: from.id, to_warehouse_id: to.id }
    )
  }
  if (isHire(from) || isHire(to)) {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Hired goods stay in the warehouse they were hired for until they go back to their owner.",
      { from_warehouse_id: from.id, to_warehouse_id: to.id }
    )
  }
  const draft = openDraft(stock, facts)
  refuseLines(
    "INSUFFICIENT_STOCK",
    namedLotsFirst(transfer.lines).flatMap((line) => carryOver(draft, transfer, line))
  )
  return toPosting(draft)
}

const carryOver = (draft: Draft, { from, to }: WarehouseTransfer, line: TakingLine) => {
  const lots = lotsFor(draft, line, from, null)
  const limit = leavableOf(draft, lots, from, line)
  if (line.quantity.gt(limit)) return [insufficient(line, limit)]
  const taken = takeUnpaidFirst(lots, line.quantity)
  for (const lot of lots) {
    const parts = taken.filter((part) => part.lot === lot)
    if (parts.length > 0) toChildLot(draft, to, line, parts)
  }
  const { inventoryItemId, quantity } = line
  changeLevel(draft, {
    stockLocationId: from.stockLocationId,
    inventoryItemId,
    quantity: quantity.negated(),
  })
  changeLevel(draft, { stockLocationId: to.stockLocationId, inventoryItemId, quantity })
  return []
}

const toChildLot = (draft: Draft, to: Warehouse, line: TakingLine, parts: Taken[]): void => {
  const [first] = parts
  if (!first) return
  const { lot } = first
  const quantity = sumOf(parts, (part) => part.quantity)
  const effectiveAt = heldSince(draft.stock, lot, quantity, dateFor(draft, lot))
  const prepaid = parts.filter((part) => part.isPrepaid)
  const child = makeLot(draft, {
    ...lot,
    id: draft.facts.newId("conlot"),
    documentId: draft.facts.documentId,
    lineId: line.id,
    lineIndex: line.index,
    warehouseId: to.id,
    stockLocationId: to.stockLocationId,
    received: quantity,
    originLotId: lot.originLotId ?? lot.id,
  })
  for (const part of parts) {
    const moved = {
      lineId: line.id,
      unitCost: part.unitCost,
      branchCode: to.branchCode,
      effectiveAt,
    }
    move(draft, lot.id, {
      ...moved,
      type: "warehouse_transfer_out",
      quantity: part.quantity.negated(),
    })
    move(draft, child.id, { ...moved, type: "warehouse_transfer_in", quantity: part.quantity })
  }
  for (const { unitCost, quantity: paid } of prepaid) {
    draft.invoiced.push({ lotId: lot.id, unitCost, quantity: paid.negated() })
    draft.invoiced.push({ lotId: child.id, unitCost, quantity: paid })
    child.prepaid = [...child.prepaid, { unitCost, quantity: paid }]
  }
}
