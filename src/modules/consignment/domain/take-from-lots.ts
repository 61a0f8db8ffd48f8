import type { Decimal } from "decimal.js"
import type { RefusedLine } from "./errors"
import { atCost, atCostUnpaidFirst, notPrepaidOf, type CostedQuantity, type Lot } from "./lot"
import type { Draft } from "./posting"
import { least, sumOf, toText } from "./quantity"
import { availableAt, openLotsAt, positionAt, type Warehouse } from "./stock"

export interface LotPart {
  lotId: string
  quantity: Decimal
}

/** A line that takes consigned goods out of lots: of an item, or of one lot by name. */
export interface TakingLine {
  id: string
  index: number
  inventoryItemId: string
  sku: string | null
  quantity: Decimal
  lotId: string | null
  serialNumbers?: string[]
  /** Takes lots that are sold with their delivery or receipt, too. */
  takesSold?: boolean
  /** How much of each lot, where the order of lots does not decide it. */
  parts?: LotPart[]
}

/** A quantity of one lot at one unit cost. */
export type Taken = CostedQuantity & { lot: Lot }

/**
 * The lots a line may take from: those of the warehouse, of the contractor if one is named, oldest first. Lots that are
 * sold with their delivery are taken by sales only.
 */
export const lotsFor = (
  draft: Draft,
  line: TakingLine,
  warehouse: Warehouse,
  contractorId: string | null
): Lot[] =>
  openLotsAt(draft.stock, warehouse.stockLocationId, line.inventoryItemId).filter(
    (lot) =>
      lot.warehouseId === warehouse.id &&
      (contractorId === null || lot.contractorId === contractorId) &&
      (line.lotId === null || lot.id === line.lotId) &&
      (line.takesSold === true || lot.terms !== "sale")
  )

/** Quantity that may leave the lots: all but what is reserved and not covered by own stock. */
export const leavableOf = (
  draft: Draft,
  lots: Lot[],
  { stockLocationId }: Warehouse,
  { inventoryItemId }: TakingLine
): Decimal =>
  least(
    sumOf(lots, (lot) => lot.remaining),
    availableAt(positionAt(draft.stock, stockLocationId, inventoryItemId))
  )

/** Oldest lot first; in each lot what is prepaid goes first, at the price of its invoice. */
export const takeFifo = (lots: Lot[], quantity: Decimal): Taken[] =>
  take(lots, quantity, (lot) => lot.remaining).flatMap(({ lot, quantity: taken }) =>
    atCost(lot, taken).map((part) => ({ ...part, lot }))
  )

/** Oldest lot first, what is prepaid last: goods that leave without being consumed. */
export const takeUnpaidFirst = (lots: Lot[], quantity: Decimal): Taken[] => {
  const unpaid = take(lots, quantity, notPrepaidOf)
  const left = quantity.minus(sumOf(unpaid, (part) => part.quantity))
  const prepaid = take(lots, left, (lot) => lot.remaining.minus(notPrepaidOf(lot)))
  return lots.flatMap((lot) => {
    const taken = sumOf(
      [...unpaid, ...prepaid].filter((part) => part.lot === lot),
      (part) => part.quantity
    )
    return atCostUnpaidFirst(lot, taken).map((part) => ({ ...part, lot }))
  })
}

const take = (
  lots: Lot[],
  quantity: Decimal,
  heldBy: (lot: Lot) => Decimal
): { lot: Lot; quantity: Decimal }[] => {
  let left = quantity
  return lots.flatMap((lot) => {
    const taken = least(left, heldBy(lot))
    if (taken.lte(0)) return []
    left = left.minus(taken)
    return { lot, quantity: taken }
  })
}

export const insufficient = (line: TakingLine, available: Decimal): RefusedLine => ({
  index: line.index,
  code: "INSUFFICIENT_STOCK",
  message: `${toText(line.quantity)} of ${line.sku ?? line.inventoryItemId} were asked for, ${toText(available)} are available.`,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  quantity: toText(line.quantity),
  available: toText(available),
})

/** One price cannot be in two currencies. */
export const toSeveralCurrencies = (
  line: Pick<TakingLine, "index" | "inventoryItemId" | "sku">,
  path: string,
  currencies: string[]
): RefusedLine => ({
  index: line.index,
  code: "CURRENCY_MISMATCH",
  path,
  message: `One price of ${line.sku ?? line.inventoryItemId} would be in ${currencies.join(" and ")}; name each lot by lot_id.`,
  inventory_item_id: line.inventoryItemId,
  sku: line.sku,
  currencies,
})
