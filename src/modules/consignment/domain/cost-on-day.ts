import type { Decimal } from "decimal.js"
import type { RefusedLine } from "./errors"
import type { Lot } from "./lot"
import { localDate } from "./period"
import { priceOn } from "./price-list"
import { accountKey, type WorkingStock } from "./stock"

/** The lot's unit cost or, if its owner is paid by a price list, the price of the day; null where the list has none. */
export const costOnDay = ({ accounts }: WorkingStock, lot: Lot, date: Date): Decimal | null => {
  const { priceList, timeZone = "UTC" } = accounts.get(accountKey(lot)) ?? {}
  return priceList ? priceOn(priceList, lot.inventoryItemId, date, timeZone) : lot.unitCost
}

/** Refuses a line whose goods have no price on the day on which they are consumed. */
export const toUnlisted = ({ accounts }: WorkingStock, index: number, lot: Lot, date: Date) => {
  const day = localDate(date, accounts.get(accountKey(lot))?.timeZone ?? "UTC")
  return {
    index,
    code: "INVALID_DATA",
    reason: "listed_price_missing",
    message: `The supplier's price list has no price of ${lot.sku ?? lot.inventoryItemId} in ${lot.currencyCode} on ${day}. Add a price that is valid from that day or earlier.`,
    inventory_item_id: lot.inventoryItemId,
    sku: lot.sku,
    contractor_id: lot.contractorId,
    currency_code: lot.currencyCode,
    date: day,
  } satisfies RefusedLine
}
