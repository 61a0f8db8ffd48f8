import type { Decimal } from "decimal.js"
import { attributePending, type PendingAllocation } from "./pending"
import { ConsignmentError, refuseLines } from "./errors"
import {
  changeLevel,
  makeLot,
  move,
  openDraft,
  toPosting,
  type Facts,
  type Posting,
} from "./posting"
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
}

/**
 * Decides which lots a receipt makes: one per line, never merged. What was shipped on backorder is attributed to them
 * first, oldest first.
 * Throws: NOT_ITEM_OWNER, NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE.
 */
export const decideGoodsReceipt = (receipt: GoodsReceipt, stock: Stock, facts: Facts): Posting => {
  guardGoodsReceipt(receipt)
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

const guardGoodsReceipt = (receipt: GoodsReceipt): void => {
  refuseLines(
    "NOT_ITEM_OWNER",
    receipt.lines
      .filter((line) => !receipt.ownedItemIds.has(line.inventoryItemId))
      .map((line) => ({
        index: line.index,
        code: "NOT_ITEM_OWNER",
        message: `The contractor is not marked as consignment owner of ${line.sku ?? line.inventoryItemId}.`,
        inventory_item_id: line.inventoryItemId,
        sku: line.sku,
      }))
  )
  if (!receipt.hasAgreement) {
    throw new ConsignmentError(
      "NO_AGREEMENT",
      `No inbound agreement in ${receipt.currencyCode} is in force on the date of the receipt.`,
      { contractor_id: receipt.contractorId, currency_code: receipt.currencyCode }
    )
  }
  if (receipt.warehouse.direction !== "inbound") {
    throw new ConsignmentError(
      "NOT_CONSIGNMENT_WAREHOUSE",
      "Goods of contractors are received into inbound consignment warehouses only.",
      { warehouse_id: receipt.warehouse.id }
    )
  }
}
