import type { Decimal } from "decimal.js"
import { localDate } from "./period"

/** A price from a local day on, "2026-03-30", until the next one. */
export interface ListedPrice {
  validFrom: string
  unitPrice: Decimal
}

/** A contractor's own prices in one currency, by item and the latest first. */
export type PriceList = ReadonlyMap<string, readonly ListedPrice[]>

/** Null where the list has no price yet on that day. */
export const priceOn = (
  list: PriceList,
  inventoryItemId: string,
  date: Date,
  timeZone: string
): Decimal | null => {
  const day = localDate(date, timeZone)
  const price = list.get(inventoryItemId)?.find(({ validFrom }) => validFrom <= day)
  return price?.unitPrice ?? null
}
