import type { Decimal } from "decimal.js"
import { refuseWithoutAgreement } from "./agreement"
import { refuseLines, type RefusedLine } from "./errors"
import { guardTerms } from "./line-terms"
import { refuseForeignPlace } from "./own-place"
import { changeLevel, openDraft, toPosting, type Draft, type Facts, type Posting } from "./posting"
import { least, notBelowZero } from "./quantity"
import { receiveLot } from "./receive-lot"
import { availableAt, ownAt, positionAt, type Stock, type Warehouse } from "./stock"
import { insufficient } from "./take-from-lots"
import type { LineTerms } from "./terms"

export interface DeliveryLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  /** Price the customer pays for a sold unit. */
  unitPrice: Decimal
  terms: LineTerms
  hireUntil: Date | null
  batch: string | null
  expiresAt: Date | null
  serialNumbers?: string[]
}

export interface Delivery {
  /** The customer's. */
  warehouse: Warehouse
  contractorId: string
  currencyCode: string
  hasAgreement: boolean
  fromStockLocationId: string
  /** The consignment warehouse at that location, if there is one. */
  fromWarehouse: Warehouse | null
  lines: DeliveryLine[]
  /** The customer agreed to hire. */
  allowsHire: boolean
}

/**
 * Decides a fill-up: own goods that no order waits for move to the customer and stay ours there, in one lot per line.
 * Goods of contractors are bought before they are delivered on.
 * Throws: NO_AGREEMENT, NOT_CONSIGNMENT_WAREHOUSE, DEDICATED_WAREHOUSE, INSUFFICIENT_STOCK, INVALID_DATA (terms).
 */
export const decideDelivery = (delivery: Delivery, stock: Stock, facts: Facts): Posting => {
  refuseWithoutAgreement({ ...delivery, direction: "outbound" })
  refuseForeignPlace(delivery.fromStockLocationId, delivery.fromWarehouse)
  const draft = openDraft(stock, facts)
  refuseLines(
    "INSUFFICIENT_STOCK",
    delivery.lines.flatMap((line) => deliver(draft, delivery, line))
  )
  guardTerms(delivery.lines, { ...delivery, at: facts.effectiveAt })
  return toPosting(draft)
}

const deliver = (draft: Draft, delivery: Delivery, line: DeliveryLine): RefusedLine[] => {
  const { fromStockLocationId } = delivery
  const position = positionAt(draft.stock, fromStockLocationId, line.inventoryItemId)
  const own = notBelowZero(ownAt(draft.stock, position).minus(position.pending))
  const limit = least(own, availableAt(position))
  if (line.quantity.gt(limit)) return [insufficient({ ...line, lotId: null }, limit)]
  changeLevel(draft, {
    stockLocationId: fromStockLocationId,
    inventoryItemId: line.inventoryItemId,
    quantity: line.quantity.negated(),
  })
  receiveLot(draft, { ...line, unitCost: line.unitPrice }, { ...delivery, type: "delivery" })
  return []
}
