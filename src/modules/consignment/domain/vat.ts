import type { Decimal } from "decimal.js"
import { groupBy } from "./group-by"
import { toAmount } from "./money"
import { exact, least, sum, sumOf, toText, ZERO } from "./quantity"

/**
 * UNCL 5305: S standard or reduced rate, Z zero rate, E exempt, AE reverse charge, K intra-Community supply, O outside the
 * scope of VAT. All but S have the rate 0.
 */
export const vatCategories = ["S", "Z", "E", "AE", "K", "O"] as const
export type VatCategory = (typeof vatCategories)[number]

export interface VatRate {
  /** Percent. */
  rate: Decimal
  category: VatCategory
}

/** VAT of an invoice at one rate. */
export interface TaxLine extends VatRate {
  netAmount: Decimal
  taxAmount: Decimal
}

/** VAT terms of an agreement. */
export interface AgreedVat {
  rate: Decimal | null
  category: VatCategory | null
}

/** Where an invoice is taxed, as far as the ledger knows it. */
export interface VatTerms {
  agreed: AgreedVat
  /** The company has a VAT id, so each line needs a rate. */
  isSetUp: boolean
}

/** Taxes by the host's tax regions; rates by inventory item. */
export interface HostVat {
  rates: ReadonlyMap<string, Decimal>
  /** The sales invoice becomes an order of the host. */
  becomesOrder: boolean
  /** Country of the customer. */
  country: string | null
  hasTaxRegions: boolean
}

export const noHostVat: HostVat = {
  rates: new Map(),
  becomesOrder: false,
  country: null,
  hasTaxRegions: false,
}

/** Cases of VAT that depend on the two parties: no tax region of the host knows them. */
const agreedOnly: readonly (VatCategory | null)[] = ["E", "AE", "K", "O"]

/**
 * The VAT of an item: an exemption by the agreement, else the rate of the host's tax regions, else the agreement's rate.
 * Null if none of them says.
 */
export const decideVat = (agreed: AgreedVat, hostRate: Decimal | undefined): VatRate | null => {
  if (agreed.category !== null && agreedOnly.includes(agreed.category)) {
    return { rate: ZERO, category: agreed.category }
  }
  const rate = hostRate ?? agreed.rate ?? (agreed.category === "Z" ? ZERO : null)
  return rate && { rate, category: rate.isZero() ? "Z" : "S" }
}

/** By category and rate, the highest first; tax is rounded once for each of them. Lines without VAT are left out. */
export const toTaxLines = (
  lines: { amount: Decimal; vat: VatRate | null }[],
  decimals: number
): TaxLine[] =>
  inGroups(lines).map(({ vat, net }) => ({
    ...vat,
    netAmount: net,
    taxAmount: taxOn(net, vat, decimals),
  }))

/**
 * Tax of a credit note. What credits the rest of an amount takes what is left of its tax, so that all credits of an
 * invoice have its tax, however they were rounded. `left` is what earlier credits have left of the invoice.
 */
export const toCreditTaxLines = (
  lines: { amount: Decimal; vat: VatRate | null }[],
  left: TaxLine[],
  decimals: number
): TaxLine[] =>
  inGroups(lines).map(({ key, vat, net }) => {
    const open = left.find((line) => keyOf(line) === key)
    const rounded = taxOn(net, vat, decimals)
    const taxAmount = !open
      ? rounded
      : net.gte(open.netAmount)
        ? open.taxAmount
        : least(rounded, open.taxAmount)
    return { ...vat, netAmount: net, taxAmount }
  })

export const taxOf = (lines: TaxLine[]): Decimal => sum(lines.map((line) => line.taxAmount))

const inGroups = (lines: { amount: Decimal; vat: VatRate | null }[]) => {
  const taxed = lines.flatMap(({ amount, vat }) => (vat ? [{ amount, vat }] : []))
  return [...groupBy(taxed, ({ vat }) => keyOf(vat))]
    .flatMap(([key, group]) =>
      group[0] ? [{ key, vat: group[0].vat, net: sumOf(group, ({ amount }) => amount) }] : []
    )
    .sort((a, b) => b.vat.rate.comparedTo(a.vat.rate) || (a.key < b.key ? -1 : 1))
}

export const keyOf = ({ rate, category }: VatRate): string => `${category} ${toText(rate)}`

const taxOn = (net: Decimal, { rate }: VatRate, decimals: number): Decimal =>
  toAmount(net.times(rate).div(100), decimals)

export interface VatProblem {
  code: "VAT_RATE_MISSING" | "ADDRESS_MISSING"
  message: string
  line_ids: string[]
}

interface JudgedInvoice {
  kind: string
  lines: { id: string; sku: string | null; vat: VatRate | null }[]
}

/**
 * Reasons why an invoice cannot be posted. A store without a VAT id posts without rates. An order of the host is taxed by
 * the country of its customer, so one without an address would be taxed with nothing.
 */
export const findVatProblems = (
  { kind, lines }: JudgedInvoice,
  terms: VatTerms,
  host: HostVat
): VatProblem[] => {
  const problems: VatProblem[] = []
  const isTaxed = terms.isSetUp || host.hasTaxRegions || (terms.agreed.rate ?? ZERO).gt(0)
  if (kind === "sales" && host.becomesOrder && host.country === null && isTaxed) {
    problems.push({
      code: "ADDRESS_MISSING",
      message:
        "The customer has no address with a country, so Medusa cannot tell the VAT. Enter an address of the customer.",
      line_ids: [],
    })
  }
  const without = terms.isSetUp ? lines.filter((line) => line.vat === null) : []
  if (without.length > 0) {
    problems.push({
      code: "VAT_RATE_MISSING",
      message:
        "No VAT rate is known. Enter one in the agreement, or a tax region of the country in Medusa's settings.",
      line_ids: without.map((line) => line.id),
    })
  }
  return problems
}

/** The agreement has a rate only with the category S. */
export const isVatAgreed = ({ rate, category }: AgreedVat): boolean => {
  if (category === null || rate === null) return true
  return category === "S" ? rate.gt(0) : rate.isZero()
}

export const toAgreedVat = (rate: string | null, category: VatCategory | null): AgreedVat => ({
  rate: rate === null ? null : exact(rate),
  category,
})
