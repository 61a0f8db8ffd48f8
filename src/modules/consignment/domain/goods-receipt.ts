import type { Decimal } from "decimal.js"
import { attributePending, type PendingAllocation } from "./pending"
import {
  changeLevel,
  makeLot,
  move,
  openDraft,
  toPosting,
  type Facts,
  type Posting,
} from "./posting"
import { guardReceipt } from "./receipt-guard"
import { guardSerials } from "./serial-numbers"
import type { Stock, Warehouse } from "./stock"

export interface GoodsReceiptLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  unitCost: Decimal
  batch: string | null
  expiresAt: Date | null
  serialNumbers: string[]
}

export interface GoodsReceipt {
  contractorId: string
  warehouse: Warehouse
  currencyCode: string
  branchCode: string | null
  lines: GoodsReceiptLine[]
  /** Items whose card names the contractor as consignment owner. */
  ownedItemIds: ReadonlySet<string>
  hasAgreement: boolean
  /** Fulfilled on backorder at the warehouse and still waiting, oldest first. */
  pending: PendingAllocation[]
  /** Those of the lines' serial numbers that lie in open lots, as `serialKey` writes them. */
  heldSerials: ReadonlySet<string>
}

/**
 * Decides which lots a receipt makes: one per line, never merged. What was shipped on backorder is attributed to them
 * first, oldest first.
 * Throws: NOT_ITEM_OWNER, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE, SERIAL_TAKEN, INVALID_DATA.
 */
export const decideGoodsReceipt = (receipt: GoodsReceipt, stock: Stock, facts: Facts): Posting => {
  guardReceipt(receipt)
  guardSerials(receipt.lines, receipt.heldSerials)
  const draft = openDraft(stock, facts)
  for (const line of receipt.lines) {
    const lot = makeLot(draft, {
      id: facts.newId("conlot"),
      documentId: facts.documentId,
      lineId: line.id,
      lineIndex: line.index,
      contractorId: receipt.contractorId,
      warehouseId: receipt.warehouse.id,
      stockLocationId: receipt.warehouse.stockLocationId,
      inventoryItemId: line.inventoryItemId,
      sku: line.sku,
      direction: "inbound",
      receivedAt: facts.effectiveAt,
      unitCost: line.unitCost,
      currencyCode: receipt.currencyCode,
      received: line.quantity,
      batch: line.batch,
      expiresAt: line.expiresAt,
      serialNumbers: line.serialNumbers,
      originLotId: null,
    })
    move(draft, lot.id, {
      type: "goods_receipt",
      lineId: line.id,
      quantity: line.quantity,
      unitCost: line.unitCost,
      branchCode: receipt.branchCode,
      effectiveAt: facts.effectiveAt,
    })
    changeLevel(draft, {
      stockLocationId: receipt.warehouse.stockLocationId,
      inventoryItemId: line.inventoryItemId,
      quantity: line.quantity,
    })
  }
  attributePending(draft, receipt.pending)
  return toPosting(draft)
}
