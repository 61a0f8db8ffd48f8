import { Decimal } from "decimal.js"

/** Wide enough that no product or sum of stored values is ever rounded by the arithmetic itself. */
const Exact = Decimal.clone({
  precision: 60,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
})

/** An exact decimal: pieces with up to 3 places, unit costs with up to 6. */
export type Quantity = Decimal

export const QUANTITY_PLACES = 3
export const UNIT_COST_PLACES = 6

export const exact = (value: Decimal.Value): Decimal => new Exact(value)

export const ZERO = exact(0)

export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = ZERO
  for (const value of values) total = total.plus(value)
  return total
}

export const sumOf = <T>(items: Iterable<T>, quantityOf: (item: T) => Decimal): Decimal => {
  let total = ZERO
  for (const item of items) total = total.plus(quantityOf(item))
  return total
}

export const least = (...values: [Decimal, ...Decimal[]]): Decimal =>
  values.reduce((smallest, value) => (value.lt(smallest) ? value : smallest))

export const notBelowZero = (value: Decimal): Decimal => (value.isNegative() ? ZERO : value)

/** Without exponent and without trailing zeros: "12.5". */
export const toText = (value: Decimal): string => value.toFixed()

/** A stored decimal without the zeros the column fills up with: "5.000000" is "5". */
export const trimmed = (text: string): string => toText(exact(text))
