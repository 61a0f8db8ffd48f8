import type { Decimal } from "decimal.js"
import { ConsignmentError, type ErrorDetails } from "./errors"
import { sumOf, toText } from "./quantity"

/** In the order in which they are closed: goods leave, sales are settled, settlements are invoiced. */
export const openKinds = [
  "consigned",
  "unsettled",
  "uninvoiced",
  "over_invoiced",
  "return_fee",
  "draft_invoice",
] as const

export type OpenKind = (typeof openKinds)[number]

/** Units of one item that are still open, or one draft invoice. */
export interface OpenBusiness {
  kind: OpenKind
  /** SKU of the item, else its id; null for movements that net to nothing and for draft invoices. */
  sku: string | null
  quantity: Decimal
}

/**
 * Throws CONSIGNED_STOCK_PRESENT while business is open. The message says what is open and what to do, the details
 * list it by kind and item.
 */
export const refuseOpenBusiness = (
  refused: string,
  business: OpenBusiness[],
  details: ErrorDetails = {}
): void => {
  const open = openKinds.flatMap((kind) => {
    const found = business.filter((row) => row.kind === kind)
    return found.length === 0 ? [] : { kind, found, total: sumOf(found, (row) => row.quantity) }
  })
  const [first] = open
  if (!first) return
  const reasons = open.map(({ kind, found, total }) => toSentence[kind](total, namesOf(found)))
  throw new ConsignmentError("CONSIGNED_STOCK_PRESENT", `${refused}. ${reasons.join(" ")}`, {
    ...details,
    quantity: toText(first.total),
    open: open.map(({ kind, found, total }) => ({
      kind,
      quantity: toText(total),
      items: found.flatMap(({ sku, quantity }) =>
        sku === null ? [] : { sku, quantity: toText(quantity) }
      ),
    })),
  })
}

const toSentence: Record<OpenKind, (total: Decimal, names: string) => string> = {
  consigned: (total, names) =>
    `${units(total)} consigned${names}: return, buy or transfer them first.`,
  unsettled: (total, names) =>
    total.isZero()
      ? "Movements are not settled yet: close a settlement first."
      : `${units(total)} not settled${names}, which may still be returned: close a settlement first.`,
  uninvoiced: (total, names) => `${units(total)} not invoiced${names}: post the invoice first.`,
  over_invoiced: (total, names) =>
    `${units(total)} invoiced but not sold${names}: post a credit note first.`,
  return_fee: (total, names) =>
    total.eq(1)
      ? `The return fee of 1 unit is not invoiced${names}: post an invoice of it first, or of 0 to waive it.`
      : `The return fees of ${toText(total)} units are not invoiced${names}: post an invoice of them first, or of 0 to waive them.`,
  draft_invoice: (total) =>
    total.eq(1)
      ? "1 invoice is a draft: post or delete it first."
      : `${toText(total)} invoices are drafts: post or delete them first.`,
}

const units = (total: Decimal): string => (total.eq(1) ? "1 unit is" : `${toText(total)} units are`)

const MAXIMUM_NAMES = 5

const namesOf = (found: OpenBusiness[]): string => {
  const names = found.flatMap(({ sku }) => sku ?? [])
  if (names.length === 0) return ""
  const more = names.length - MAXIMUM_NAMES
  return ` (${names.slice(0, MAXIMUM_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""})`
}
