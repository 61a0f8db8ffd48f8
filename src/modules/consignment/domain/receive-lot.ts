import type { Decimal } from "decimal.js"
import { changeLevel, dateFor, makeLot, move, type Draft, type NewLot } from "./posting"
import type { Warehouse } from "./stock"
import type { LineTerms } from "./terms"

export interface ReceivedLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  /** Quantity received. */
  quantity: Decimal
  unitCost: Decimal
  batch?: string | null
  expiresAt?: Date | null
  serialNumbers?: string[]
  terms?: LineTerms
}

interface Arrival {
  type: "goods_receipt" | "delivery" | "opening"
  contractorId: string
  warehouse: Warehouse
  currencyCode: string
  /** Default: the date of the document. */
  receivedAt?: Date | null
  /** Received and gone again before the ledger began. */
  goneBefore?: Decimal
}

/** Makes the lot of one line: the movement that brings its goods, and the level that rises with them. */
export const receiveLot = (draft: Draft, line: ReceivedLine, arrival: Arrival): NewLot => {
  const { warehouse } = arrival
  const effectiveAt = dateFor(draft, {
    contractorId: arrival.contractorId,
    direction: warehouse.direction,
    currencyCode: arrival.currencyCode,
  })
  const lot = makeLot(draft, {
    id: draft.facts.newId("conlot"),
    documentId: draft.facts.documentId,
    lineId: line.id,
    lineIndex: line.index,
    contractorId: arrival.contractorId,
    warehouseId: warehouse.id,
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId: line.inventoryItemId,
    sku: line.sku,
    direction: warehouse.direction,
    receivedAt: arrival.receivedAt ?? effectiveAt,
    unitCost: line.unitCost,
    currencyCode: arrival.currencyCode,
    received: arrival.goneBefore ? line.quantity.plus(arrival.goneBefore) : line.quantity,
    batch: line.batch ?? null,
    expiresAt: line.expiresAt ?? null,
    serialNumbers: line.serialNumbers ?? [],
    originLotId: null,
    terms: line.terms,
  })
  move(draft, lot.id, {
    type: arrival.type,
    lineId: line.id,
    quantity: line.quantity,
    unitCost: line.unitCost,
    branchCode: warehouse.branchCode,
    effectiveAt,
  })
  changeLevel(draft, {
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId: line.inventoryItemId,
    quantity: line.quantity,
  })
  return lot
}
