import { Decimal } from "decimal.js"
import { exact, ZERO } from "./quantity"

/** Rounds half away from zero to the currency's decimals. */
export const toAmount = (value: Decimal, decimals: number): Decimal =>
  value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP)

const VISIBLE_SHARE = 100

/**
 * Whether people can read a unit cost in so many decimals: 4.797851 as 4.80. A screw at 0.0125 is not written as 0.01; a
 * cost is only rounded where that changes it by a hundredth at most.
 */
export const isUnitCostShownIn = (cost: string, decimals: number): boolean => {
  const shown = toAmount(exact(cost), decimals)
  return shown.minus(cost).abs().times(VISIBLE_SHARE).lte(exact(cost).abs())
}

/**
 * Splits a rounded total into shares that sum to it exactly: each share is floored, and the units left over
 * go to the largest fractions, ties in the order given.
 */
export const byLargestRemainder = (
  shares: Decimal[],
  total: Decimal,
  decimals: number
): Decimal[] => {
  const unit = exact(10).pow(-decimals)
  const floors = shares.map((share) => share.toDecimalPlaces(decimals, Decimal.ROUND_FLOOR))
  const floored = floors.reduce((so_far, floor) => so_far.plus(floor), ZERO)
  let left = total.minus(floored).div(unit)
  const byFraction = shares
    .map((share, index) => ({ index, fraction: share.minus(floors[index] ?? ZERO) }))
    .sort((a, b) => b.fraction.comparedTo(a.fraction) || a.index - b.index)
  const result = [...floors]
  for (const { index } of byFraction) {
    if (left.lte(0)) break
    result[index] = (result[index] ?? ZERO).plus(unit)
    left = left.minus(1)
  }
  return result
}
