import type { Decimal } from "decimal.js"
import type { Lot } from "./lot"
import { localDate } from "./period"
import type { Facts, Posting } from "./posting"
import { toText } from "./quantity"
import { accountKey, type Stock } from "./stock"

/** A lot may be sold on its last day, and has expired on the next. */
export const isExpired = (
  { expiresAt }: Pick<Lot, "expiresAt">,
  at: Date,
  timeZone = "UTC"
): boolean =>
  expiresAt !== null &&
  expiresAt.getTime() < at.getTime() &&
  localDate(expiresAt, timeZone) < localDate(at, timeZone)

/** Something unusual about a document that was posted all the same. */
export type DocumentWarning =
  | { code: "EXPIRED_LOT"; line: number; lot_id: string; quantity: string; expires_at: string }
  | { code: "REFERENCE_USED"; reference: string; document_id: string; number: string }

/** The expired lots that an issue takes from, by its lines. */
export const warnOfExpired = (
  lines: { id: string; index: number }[],
  { allocations }: Posting,
  stock: Stock,
  { effectiveAt }: Pick<Facts, "effectiveAt">
): DocumentWarning[] => {
  const lots = new Map(stock.lots.map((lot) => [lot.id, lot]))
  const zones = new Map(stock.accounts.map((one) => [accountKey(one), one.timeZone]))
  const policies = new Map(stock.warehouses.map((one) => [one.stockLocationId, one.expiredLots]))
  const indexes = new Map(lines.map((line) => [line.id, line.index]))
  const taken = new Map<string, { lot: Lot; line: number; quantity: Decimal }>()
  for (const { lotId, lineId, quantity } of allocations) {
    const lot = lotId === null ? undefined : lots.get(lotId)
    const line = indexes.get(lineId)
    if (!lot || line === undefined) continue
    if (policies.get(lot.stockLocationId) === "allow") continue
    if (!isExpired(lot, effectiveAt, zones.get(accountKey(lot)))) continue
    const key = `${line}\n${lot.id}`
    const known = taken.get(key)
    taken.set(key, { lot, line, quantity: known ? known.quantity.plus(quantity) : quantity })
  }
  return [...taken.values()].map(({ lot, line, quantity }) => ({
    code: "EXPIRED_LOT",
    line,
    lot_id: lot.id,
    quantity: toText(quantity),
    expires_at: lot.expiresAt?.toISOString() ?? "",
  }))
}
