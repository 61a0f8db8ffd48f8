import { refuseFields, type RefusedField } from "./errors"
import { exact, toText } from "./quantity"
import { priceBasesOf, type CommissionBase, type Direction, type PriceBasis } from "./terms"

/** Decimals as text; the share of prices above `from_price`. */
export interface AgreedTier {
  from_price: string
  percent: string
}

/** How a sold unit is paid; a percentage, 0 to 100, is the store's share of the net sale price. */
export interface PriceTerms {
  priceBasis: PriceBasis
  commissionPercent: string | null
  commissionTiers: AgreedTier[] | null
  commissionBase: CommissionBase | null
}

/** Price terms in a request; those left out stay. */
export type PriceTermsChange = { [Term in keyof PriceTerms]?: PriceTerms[Term] | undefined }

/** A share ends with the commission it belongs to; one share for all prices replaces tiers, and tiers replace it. */
export const changePriceTerms = (change: PriceTermsChange, before?: PriceTerms): PriceTerms => {
  const priceBasis = change.priceBasis ?? before?.priceBasis ?? "lot_cost"
  if (priceBasis !== "commission") {
    return {
      priceBasis,
      commissionPercent: change.commissionPercent ?? null,
      commissionTiers: change.commissionTiers ?? null,
      commissionBase: change.commissionBase ?? null,
    }
  }
  return {
    priceBasis,
    commissionPercent:
      change.commissionPercent ??
      (isReplaced("commissionPercent", change) ? null : (before?.commissionPercent ?? null)),
    commissionTiers:
      change.commissionTiers ??
      (isReplaced("commissionTiers", change) ? null : (before?.commissionTiers ?? null)),
    commissionBase: change.commissionBase ?? before?.commissionBase ?? "paid",
  }
}

type Share = "commissionPercent" | "commissionTiers"

const isReplaced = (share: Share, change: PriceTermsChange): boolean => {
  const other = share === "commissionPercent" ? "commissionTiers" : "commissionPercent"
  return change[share] === null || (change[other] ?? null) !== null
}

/**
 * A price of the day is what a customer owes, a share of the sale what a contractor is owed.
 * Throws: INVALID_DATA.
 */
export const guardPriceTerms = (direction: Direction, terms: PriceTerms): void => {
  const faults: RefusedField[] = []
  const bases: readonly PriceBasis[] = priceBasesOf[direction]
  if (!bases.includes(terms.priceBasis)) {
    faults.push({
      path: "price_basis",
      message: `An ${direction} agreement is priced by ${bases.join(" or ")}.`,
      reason: "wrong_price_basis",
    })
  }
  refuseFields([
    ...faults,
    ...(terms.priceBasis === "commission" ? faultsOf(terms) : faultsWithout(terms)),
  ])
}

const faultsOf = ({
  commissionPercent: percent,
  commissionTiers: tiers,
}: PriceTerms): RefusedField[] => {
  if (tiers === null) {
    const message =
      "A commission needs the store's share in percent, or commission_tiers for shares by price."
    return percent === null
      ? [{ path: "commission_percent", message, reason: "commission_missing" }]
      : []
  }
  const faults = tiers.flatMap(({ from_price: from }, index) => faultOfTier(from, index, tiers))
  if (percent === null) return faults
  const message = "Send either commission_percent or commission_tiers, not both."
  return [{ path: "commission_tiers", message, reason: "one_kind_of_share" }, ...faults]
}

const faultOfTier = (from: string, index: number, tiers: AgreedTier[]): RefusedField[] => {
  const path = `commission_tiers.${index}.from_price`
  const before = tiers[index - 1]?.from_price
  if (before === undefined) {
    return exact(from).isZero()
      ? []
      : [{ path, message: "The first tier starts at 0.", reason: "first_tier_not_at_zero" }]
  }
  const message = `Expected a price above ${toText(exact(before))}, where the tier before starts.`
  return exact(from).gt(before) ? [] : [{ path, message, reason: "tier_not_above" }]
}

const faultsWithout = (terms: PriceTerms): RefusedField[] =>
  [
    { path: "commission_percent", value: terms.commissionPercent },
    { path: "commission_tiers", value: terms.commissionTiers },
    { path: "commission_base", value: terms.commissionBase },
  ]
    .filter(({ value }) => value !== null)
    .map(({ path }) => ({
      path,
      message: "Only the price basis commission has a share of the sale.",
      reason: "commission_unneeded" as const,
    }))
