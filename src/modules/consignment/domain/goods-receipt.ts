import type { Decimal } from "decimal.js"
import { guardTerms } from "./line-terms"
import { attributePending, type PendingAllocation } from "./pending"
import { openDraft, toPosting, type Facts, type Posting } from "./posting"
import { receiveLot } from "./receive-lot"
import { guardReceipt } from "./receipt-guard"
import { guardSerials } from "./serial-numbers"
import type { Stock, Warehouse } from "./stock"
import type { LineTerms } from "./terms"

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
  terms: LineTerms
  hireUntil: Date | null
}

export interface GoodsReceipt {
  contractorId: string
  warehouse: Warehouse
  currencyCode: string
  lines: GoodsReceiptLine[]
  /** Items whose card names the contractor as consignment owner. */
  ownedItemIds: ReadonlySet<string>
  hasAgreement: boolean
  /** Fulfilled on backorder at the warehouse and still waiting, oldest first. */
  pending: PendingAllocation[]
  /** Serial numbers of the lines that are in open lots already, as `serialKey` writes them. */
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
  for (const line of receipt.lines) receiveLot(draft, line, { ...receipt, type: "goods_receipt" })
  attributePending(draft, receipt.pending)
  guardTerms(receipt.lines, { ...receipt, at: facts.effectiveAt, allowsHire: true })
  return toPosting(draft)
}
