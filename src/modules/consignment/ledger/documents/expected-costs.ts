import type { Decimal } from "decimal.js"
import { shareSale } from "../../domain/commission"
import { refuseLines } from "../../domain/errors"
import type { GoodsReceiptLine } from "../../domain/goods-receipt"
import { priceOn } from "../../domain/price-list"
import { exact, ZERO } from "../../domain/quantity"
import type { Account } from "../../domain/stock"
import type { SalePrices } from "./sale-prices"

/** A line whose cost may be left to be found. */
export type NamedLine = Omit<GoodsReceiptLine, "unitCost"> & { unitCost: Decimal | null }

interface Sources {
  /** Costs on the contractor's item cards. */
  marks: ReadonlyMap<string, string | null>
  /** The host's price of a unit. */
  salePrices: SalePrices | undefined
  account: Account | undefined
  receivedAt: Date
}

/**
 * The cost of goods until they are sold, where the receipt does not name it: the contractor's price list on that day, the
 * item card, or the contractor's share of what the item sells for today.
 */
export const expectCosts = (
  named: NamedLine[],
  sources: Sources
): { lines: GoodsReceiptLine[]; unpriced: NamedLine[] } => {
  const costs = new Map(named.map((line) => [line, line.unitCost ?? findCost(line, sources)]))
  return {
    lines: named.map((line) => ({ ...line, unitCost: costs.get(line) ?? ZERO })),
    unpriced: named.filter((line) => (costs.get(line) ?? null) === null),
  }
}

const findCost = (
  { inventoryItemId }: NamedLine,
  { marks, salePrices, account, receivedAt }: Sources
): Decimal | null => {
  const listed = account?.priceList
    ? priceOn(account.priceList, inventoryItemId, receivedAt, account.timeZone ?? "UTC")
    : null
  if (listed) return listed
  const mark = marks.get(inventoryItemId) ?? null
  if (mark !== null) return exact(mark)
  const price = account && salePrices?.[inventoryItemId]?.[account.currencyCode]
  if (!account?.commission || price === undefined) return null
  return shareSale(exact(price), account.commission).contractor
}

/** Throws: INVALID_DATA, naming every line for which no unit cost was given or found. */
export const refuseUnpriced = (unpriced: NamedLine[], account: Account | undefined): void => {
  const message = adviceFor(account)
  const reason = account?.commission ? "sale_price_missing" : "unit_cost_missing"
  refuseLines(
    "INVALID_DATA",
    unpriced.map(({ index }) => ({
      index,
      code: "INVALID_DATA",
      path: "unit_cost",
      message,
      reason,
    }))
  )
}

const adviceFor = (account: Account | undefined): string => {
  if (account?.commission) {
    return `Set a price in ${account.currencyCode} in Medusa, of which the contractor has a share, or name the unit_cost.`
  }
  if (account?.priceList) {
    return `Add a price in ${account.currencyCode} of that day to the contractor's price list, or name the unit_cost.`
  }
  return "Name the unit_cost: the contractor's item card has none."
}
