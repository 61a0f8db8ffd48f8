import type { Decimal } from "decimal.js"
import { refuseLines, type RefusedLine } from "./errors"
import { notBelowZero, toText, ZERO } from "./quantity"

/** How much of an item should be in stock at a warehouse. */
export interface RefillBounds {
  minimum: Decimal | null
  /** Up to which it is filled; null: to the minimum. */
  maximum: Decimal | null
}

/** Quantity missing to the maximum, once stock plus deliveries under way fall below the minimum. */
export const suggestRefill = ({ minimum, maximum }: RefillBounds, expected: Decimal): Decimal =>
  minimum === null || expected.gte(minimum)
    ? ZERO
    : notBelowZero((maximum ?? minimum).minus(expected))

/** Throws: INVALID_DATA, naming every item with a maximum below its minimum, or without one. */
export const refuseBounds = (items: RefillBounds[]): void =>
  refuseLines("INVALID_DATA", items.flatMap(toRefused))

const toRefused = ({ minimum, maximum }: RefillBounds, index: number): RefusedLine[] => {
  if (maximum === null || (minimum !== null && maximum.gte(minimum))) return []
  const message =
    minimum === null
      ? "A maximum needs a minimum, below which it is filled up."
      : `The maximum ${toText(maximum)} lies below the minimum ${toText(minimum)}.`
  return [
    {
      index,
      code: "INVALID_DATA",
      path: "maximum",
      message,
      reason: minimum === null ? "minimum_missing" : "below_minimum",
    },
  ]
}
