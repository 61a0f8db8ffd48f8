import type { Decimal } from "decimal.js"
import { least, notBelowZero, sumOf } from "./quantity"
import type { Direction, LineTerms } from "./terms"

/** Pieces of a lot that were invoiced before they were consumed, at the price of their invoice. */
export interface Prepaid {
  unitCost: Decimal
  quantity: Decimal
}

/** One line of a receipt or delivery with its current quantities. */
export interface Lot {
  id: string
  /** Order of posting. */
  sequence: number
  contractorId: string
  warehouseId: string
  stockLocationId: string
  inventoryItemId: string
  sku: string | null
  direction: Direction
  receivedAt: Date
  unitCost: Decimal
  currencyCode: string
  remaining: Decimal
  /** Oldest invoice first. */
  prepaid: Prepaid[]
  batch: string | null
  expiresAt: Date | null
  serialNumbers: string[]
  originLotId: string | null
  /** Default: consign. */
  terms?: LineTerms
}

/** First in, first out: by receipt, then by posting order. */
export const fifo = (a: Lot, b: Lot): number =>
  a.receivedAt.getTime() - b.receivedAt.getTime() || a.sequence - b.sequence

/** A quantity of one lot at one unit cost. */
export interface CostedQuantity {
  unitCost: Decimal
  quantity: Decimal
  /** Invoiced before it was consumed: the cost is the price of that invoice. */
  isPrepaid: boolean
}

/** Splits a quantity taken from a lot: what is prepaid goes first, at its invoice price, the rest at the lot's cost. */
export const atCost = (
  lot: Lot,
  quantity: Decimal,
  unitCost: Decimal = lot.unitCost
): CostedQuantity[] => {
  let left = quantity
  const parts: CostedQuantity[] = []
  for (const prepaid of lot.prepaid) {
    const taken = least(left, prepaid.quantity)
    if (taken.gt(0)) parts.push({ unitCost: prepaid.unitCost, quantity: taken, isPrepaid: true })
    left = left.minus(taken)
  }
  if (left.gt(0)) parts.push({ unitCost, quantity: left, isPrepaid: false })
  return parts
}

export const prepaidOf = (lot: Lot): Decimal => sumOf(lot.prepaid, (prepaid) => prepaid.quantity)

export const notPrepaidOf = (lot: Lot): Decimal => notBelowZero(lot.remaining.minus(prepaidOf(lot)))

/** The same for goods that leave without being consumed: what is prepaid goes last, the latest invoice first. */
export const atCostUnpaidFirst = (lot: Lot, quantity: Decimal): CostedQuantity[] => {
  const unpaid = least(quantity, notPrepaidOf(lot))
  let left = quantity.minus(unpaid)
  const parts: CostedQuantity[] = []
  if (unpaid.gt(0)) parts.push({ unitCost: lot.unitCost, quantity: unpaid, isPrepaid: false })
  for (const prepaid of [...lot.prepaid].reverse()) {
    const taken = least(left, prepaid.quantity)
    if (taken.gt(0)) parts.push({ unitCost: prepaid.unitCost, quantity: taken, isPrepaid: true })
    left = left.minus(taken)
  }
  return parts
}
