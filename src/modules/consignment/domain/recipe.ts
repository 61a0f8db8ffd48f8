import type { Decimal } from "decimal.js"
import { exact, least, notBelowZero, QUANTITY_PLACES, sumOf, ZERO } from "./quantity"

/** How many units of an item one unit of an order line is made of. */
export interface Part {
  lineItemId: string
  inventoryItemId: string
  requiredQuantity: Decimal
}

/** Units of an item that left for an order line, by the recipe of that time; null where nobody wrote it down. */
export interface FulfilledPart {
  lineItemId: string
  inventoryItemId: string
  quantity: Decimal
  requiredQuantity: Decimal | null
}

/** Units of an order line that come back. */
export interface ReturnedLine {
  lineItemId: string
  quantity: Decimal
}

/** Units of an item that come back for an order line. */
export interface ReturnedPart {
  lineItemId: string
  inventoryItemId: string
  quantity: Decimal
}

const isOf = (part: Part | FulfilledPart, lineItemId: string, inventoryItemId: string): boolean =>
  part.lineItemId === lineItemId && part.inventoryItemId === inventoryItemId

const requiredFor = (
  parts: readonly Part[],
  lineItemId: string,
  inventoryItemId: string
): Decimal | null =>
  parts.find((part) => isOf(part, lineItemId, inventoryItemId))?.requiredQuantity ?? null

/** Units that left by an earlier recipe, as if they had left by the present one, to compare with what was ordered. */
export const inPresentRecipe = (
  {
    lineItemId,
    inventoryItemId,
    quantity,
    requiredQuantity,
  }: Omit<FulfilledPart, "lineItemId"> & {
    lineItemId: string | null
  },
  present: readonly Part[]
): Decimal => {
  const now = lineItemId === null ? null : requiredFor(present, lineItemId, inventoryItemId)
  return now === null || requiredQuantity === null || requiredQuantity.isZero()
    ? quantity
    : quantity.times(now).div(requiredQuantity).toDecimalPlaces(QUANTITY_PLACES)
}

/**
 * Decides which units of which items come back with units of order lines: those that had left, by the recipe of their
 * fulfilment, newest fulfilment first. What nobody has seen leave comes back by the present recipe.
 */
export const decideReturnedParts = (
  returned: readonly ReturnedLine[],
  fulfilled: readonly FulfilledPart[],
  present: readonly Part[]
): ReturnedPart[] =>
  returned.flatMap(({ lineItemId, quantity }) => {
    const left = fulfilled.filter((part) => part.lineItemId === lineItemId)
    const parts = present.filter((part) => part.lineItemId === lineItemId)
    const itemIds = new Set([...parts, ...left].map((part) => part.inventoryItemId))
    const issued = new Map(
      [...itemIds].map((itemId) => [itemId, toBatches(left, parts, lineItemId, itemId)])
    )
    const known = [...issued.values()].reduce(
      (most, batches) =>
        greatest(
          most,
          sumOf(batches, ({ units }) => units)
        ),
      ZERO
    )
    return [...itemIds].flatMap((inventoryItemId) => {
      const batches = issued.get(inventoryItemId) ?? []
      const unseen = notBelowZero(quantity.minus(known))
      const now = requiredFor(parts, lineItemId, inventoryItemId) ?? ZERO
      const back = takeUnits(batches, quantity.minus(unseen)).plus(unseen.times(now))
      return back.gt(0) ? { lineItemId, inventoryItemId, quantity: back } : []
    })
  })

/** Units of the order line that left with one fulfilment, and what each is made of. */
interface Batch {
  units: Decimal
  required: Decimal
}

const toBatches = (
  fulfilled: FulfilledPart[],
  present: Part[],
  lineItemId: string,
  inventoryItemId: string
): Batch[] =>
  fulfilled
    .filter((part) => isOf(part, lineItemId, inventoryItemId))
    .map((part) => {
      const required =
        part.requiredQuantity ?? requiredFor(present, lineItemId, inventoryItemId) ?? exact(1)
      // Of a pack that has come back in part, the rest is a unit, too.
      return { required, units: part.quantity.div(required).toDecimalPlaces(QUANTITY_PLACES) }
    })

const takeUnits = (batches: Batch[], wanted: Decimal): Decimal => {
  let left = wanted
  let taken = ZERO
  for (const { units, required } of batches) {
    const here = least(left, units)
    taken = taken.plus(here.times(required))
    left = left.minus(here)
  }
  return taken
}

const greatest = (one: Decimal, other: Decimal): Decimal => (other.gt(one) ? other : one)
