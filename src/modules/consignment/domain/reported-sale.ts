import type { Decimal } from "decimal.js"
import { consume } from "./consume"
import { refuseLines, type RefusedLine } from "./errors"
import { isExpired } from "./expired"
import {
  changeLevel,
  dateFor,
  openDraft,
  toPosting,
  type Draft,
  type Facts,
  type Posting,
} from "./posting"
import { namedLotsFirst } from "./serving-order"
import { accountOf, heldSince, type Stock, type Warehouse } from "./stock"
import {
  insufficient,
  leavableOf,
  lotsFor,
  takeFifo,
  toSeveralCurrencies,
  type TakingLine,
} from "./take-from-lots"

export type ReportedSaleLine = TakingLine & {
  /** For this sale instead of the agreed price; null: as agreed at the delivery. */
  unitPrice: Decimal | null
  /** By currency, where the agreement says that a piece costs what it costs when it is sold. */
  pricesAtSale: ReadonlyMap<string, Decimal>
  /** Reported along with the delivery, whatever has expired. */
  isSoldAtDelivery?: boolean
}

export interface ReportedSale {
  /** The customer's. */
  warehouse: Warehouse
  lines: ReportedSaleLine[]
}

/**
 * Decides which deliveries the goods that a customer has sold came from: oldest first. A warehouse that skips expired lots
 * sells from one only if it is named, or is sold with its delivery. What was invoiced before it was
 * sold goes first and keeps the price of its invoice.
 * Throws: INSUFFICIENT_STOCK, CURRENCY_MISMATCH (one price for goods in several currencies).
 */
export const decideReportedSale = (sale: ReportedSale, stock: Stock, facts: Facts): Posting => {
  const draft = openDraft(stock, facts)
  const currencies: Currencies = new Map()
  const refused = namedLotsFirst(sale.lines).flatMap((line) => sell(draft, sale, line, currencies))
  refuseLines(
    "INSUFFICIENT_STOCK",
    refused.filter(({ code }) => code === "INSUFFICIENT_STOCK")
  )
  refuseLines("CURRENCY_MISMATCH", refused)
  return toPosting(draft)
}

/** By line, the currencies of the lots that share its price. */
type Currencies = Map<string, Set<string>>

const sell = (
  draft: Draft,
  { warehouse }: ReportedSale,
  line: ReportedSaleLine,
  currenciesByLine: Currencies
): RefusedLine[] => {
  const skipsExpired =
    warehouse.expiredLots === "skip" && line.lotId === null && line.isSoldAtDelivery !== true
  const lots = lotsFor(draft, line, warehouse, warehouse.contractorId).filter(
    (lot) =>
      !skipsExpired || !isExpired(lot, dateFor(draft, lot), accountOf(draft.stock, lot).timeZone)
  )
  const limit = leavableOf(draft, lots, warehouse, line)
  if (line.quantity.gt(limit)) return [insufficient(line, limit)]
  const takenParts = takeFifo(lots, line.quantity)
  const priced = line.unitPrice === null ? [] : takenParts.filter(({ isPrepaid }) => !isPrepaid)
  const currencies = currenciesByLine.get(line.id) ?? new Set<string>()
  currenciesByLine.set(line.id, currencies)
  for (const { lot } of priced) currencies.add(lot.currencyCode)
  if (currencies.size > 1) return [toSeveralCurrencies(line, "unit_price", [...currencies])]
  for (const taken of takenParts) {
    const { currencyCode } = taken.lot
    const agreed = taken.isPrepaid
      ? null
      : (line.unitPrice ?? line.pricesAtSale.get(currencyCode) ?? null)
    consume(
      draft,
      { ...taken, unitCost: agreed ?? taken.unitCost },
      {
        type: "reported_sale",
        lineId: line.id,
        branchCode: warehouse.branchCode,
        effectiveAt: heldSince(draft.stock, taken.lot, taken.quantity, dateFor(draft, taken.lot)),
      }
    )
  }
  changeLevel(draft, {
    stockLocationId: warehouse.stockLocationId,
    inventoryItemId: line.inventoryItemId,
    quantity: line.quantity.negated(),
  })
  return []
}
