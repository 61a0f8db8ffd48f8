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

interface NumberedLine {
  id: string
  index: number
}

type At = Pick<Facts, "effectiveAt">

/** The expired lots that a document takes from, by its lines. */
export const warnOfExpired = (
  lines: NumberedLine[],
  { allocations }: Posting,
  stock: Stock,
  facts: At
): DocumentWarning[] => {
  const lots = new Map(stock.lots.map((lot) => [lot.id, lot]))
  return warnOf(
    lines,
    allocations.flatMap(({ lotId, lineId, quantity }) => {
      const lot = lotId === null ? undefined : lots.get(lotId)
      return lot ? [{ lot, lineId, quantity }] : []
    }),
    stock,
    facts
  )
}

/** The lots that a document makes and that have expired already, by its lines. */
export const warnOfExpiredArrivals = (
  lines: NumberedLine[],
  { lots }: Posting,
  stock: Stock,
  facts: At
): DocumentWarning[] =>
  warnOf(
    lines,
    lots.map((lot) => ({ lot, lineId: lot.lineId, quantity: lot.received })),
    stock,
    facts
  )

interface Part {
  lot: Lot
  lineId: string
  quantity: Decimal
}

const warnOf = (
  lines: NumberedLine[],
  parts: Part[],
  stock: Stock,
  { effectiveAt }: At
): DocumentWarning[] => {
  const zones = new Map(stock.accounts.map((one) => [accountKey(one), one.timeZone]))
  const policies = new Map(stock.warehouses.map((one) => [one.stockLocationId, one.expiredLots]))
  const indexes = new Map(lines.map((line) => [line.id, line.index]))
  const taken = new Map<string, { lot: Lot; line: number; quantity: Decimal }>()
  for (const { lot, lineId, quantity } of parts) {
    const line = indexes.get(lineId)
    if (line === undefined) continue
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
