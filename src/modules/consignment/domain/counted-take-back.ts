import type { Decimal } from "decimal.js"
import { refuseRepeatedItems } from "./contractor-item"
import { refuseLines, type RefusedLine } from "./errors"
import type { Lot } from "./lot"
import { notBelowZero, sumOf, toText, ZERO } from "./quantity"
import { accountOf, heldAt, lotsAt, toWorkingStock, type Stock, type Warehouse } from "./stock"

/** How units missing at a customer are booked. */
export const missingPieces = ["sold", "lost"] as const
export type MissingPieces = (typeof missingPieces)[number]

export interface CountedLine {
  index: number
  inventoryItemId: string
  sku: string | null
  counted: Decimal
  /** Of the pieces counted, those that come home. */
  quantity: Decimal
  /** Null: as the agreement says. */
  missingAs: MissingPieces | null
}

/** Expected against counted quantity, and the quantities to post. */
export interface PlannedCount extends CountedLine {
  expected: Decimal
  missing: Decimal
  missingAs: MissingPieces
  surplus: Decimal
  /** Missing pieces that the customer owes as sold. */
  sold: Decimal
  /** The books are corrected by a stock count. */
  isCorrected: boolean
  /** Quantity that stays at the customer. */
  remaining: Decimal
}

/**
 * Compares a count at a customer with the booked stock. Missing units count as sold if the customer is liable for losses,
 * who owes their price either way, else as lost, unless the count says otherwise.
 * Throws: INSUFFICIENT_STOCK (more returned than counted), INVALID_DATA (an item twice).
 */
export const planCountedTakeBack = (
  lines: CountedLine[],
  {
    warehouse,
    contractorId,
    at,
  }: {
    warehouse: Warehouse
    contractorId: string
    /** When it was counted, by the time zone of the lot's agreement; default: now. */
    at?: (timeZone: string | undefined) => Date
  },
  locked: Stock
): PlannedCount[] => {
  const stock = toWorkingStock(locked)
  refuseRepeatedItems(
    lines.map((line) => ({ inventory_item_id: line.inventoryItemId, sku: line.sku }))
  )
  refuseLines("INSUFFICIENT_STOCK", lines.flatMap(toMoreThanCounted))
  return lines.map((line) => {
    const lots = lotsAt(stock, warehouse.stockLocationId, line.inventoryItemId).filter(
      (lot) => lot.warehouseId === warehouse.id && lot.contractorId === contractorId
    )
    const heldOf = (lot: Lot): Decimal =>
      at ? heldAt(stock, lot, at(accountOf(stock, lot).timeZone)) : lot.remaining
    const oldest = lots.find((lot) => heldOf(lot).gt(0))
    const liability = oldest ? accountOf(stock, oldest).countLossLiability : "consignee"
    const expected = sumOf(lots, heldOf)
    const missing = notBelowZero(expected.minus(line.counted))
    const surplus = notBelowZero(line.counted.minus(expected))
    const missingAs = line.missingAs ?? (liability === "consignee" ? "sold" : "lost")
    return {
      ...line,
      expected,
      missing,
      missingAs,
      surplus,
      sold: missingAs === "sold" ? missing : ZERO,
      isCorrected: surplus.gt(0) || (missingAs === "lost" && missing.gt(0)),
      remaining: line.counted.minus(line.quantity),
    }
  })
}

const toMoreThanCounted = (line: CountedLine): RefusedLine[] =>
  line.quantity.lte(line.counted)
    ? []
    : [
        {
          index: line.index,
          code: "INSUFFICIENT_STOCK",
          message: `${toText(line.quantity)} of ${line.sku ?? line.inventoryItemId} cannot be returned, only ${toText(line.counted)} were counted.`,
          reason: "more_than_counted",
          inventory_item_id: line.inventoryItemId,
          sku: line.sku,
          quantity: toText(line.quantity),
          available: toText(line.counted),
        },
      ]
