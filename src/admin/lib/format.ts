/**
 * The locale of numbers and dates: the language of the admin, in the region that the browser names for it, so that
 * English means en-GB where the browser says so.
 */
export const localeOf = (
  language: string,
  preferred: readonly string[] = navigator.languages
): string => preferred.find((tag) => tag.split("-")[0] === language.split("-")[0]) ?? language

import { isUnitCostShownIn } from "../../http-contract/answers"

const KILOBYTE = 1_000
const MEGABYTE = 1_000_000

/** Writes decimal strings and instants for people. Decimals are not turned into floating point numbers on the way. */
export const formatIn = (locale: string) => {
  const inDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  const inCosts = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  })
  const inDates = new Intl.DateTimeFormat(locale, { dateStyle: "medium" })
  const inInstants = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" })
  const inKilobytes = new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte" })
  const inMegabytes = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  })
  const inDays = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  })
  const inCurrency = (currencyCode: string, maximumFractionDigits?: number) =>
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency: currencyCode,
      maximumFractionDigits,
    })
  return {
    quantity: (quantity: string): string =>
      inDecimals.format(quantity as Intl.StringNumericLiteral),
    amount: (amount: string, currencyCode: string): string =>
      inCurrency(currencyCode).format(amount as Intl.StringNumericLiteral),
    /** The cost of one unit may have more places than the currency, and on an item card it has no currency. */
    unitCost: (cost: string, currencyCode?: string | null): string => {
      if (!currencyCode) return inCosts.format(cost as Intl.StringNumericLiteral)
      const inPlaces = inCurrency(currencyCode)
      const { maximumFractionDigits: places } = inPlaces.resolvedOptions()
      const isShown = isUnitCostShownIn(cost, places ?? 2)
      return (isShown ? inPlaces : inCurrency(currencyCode, 6)).format(
        cost as Intl.StringNumericLiteral
      )
    },
    /** The size of a file. */
    bytes: (size: number): string =>
      size < MEGABYTE
        ? inKilobytes.format(Math.ceil(size / KILOBYTE))
        : inMegabytes.format(size / MEGABYTE),
    date: (instant: string): string => inDates.format(new Date(instant)),
    /** A calendar day, "2026-03-30", short and the same in every time zone. */
    day: (day: string): string => inDays.format(new Date(day)),
    instant: (instant: string): string => inInstants.format(new Date(instant)),
  }
}

export type Format = ReturnType<typeof formatIn>
