import type { Decimal } from "decimal.js"
import { fifo as lotFifo, type Lot } from "../lot"

/** Something an issue can be covered from: our own pieces of the item, or one lot. */
export type Source =
  | { ownership: "own"; quantity: Decimal }
  | { ownership: "consignment"; quantity: Decimal; lot: Lot }

export interface StrategyContext {
  /** The warehouse's list of contractors, most wanted first. */
  contractorPriority: string[]
}

/**
 * Puts the sources of one line into the order in which they are emptied. Own stock is one pseudo-lot: oldest of all,
 * no expiry date, cost 0, before every contractor. A source that is left out is not issued from.
 *
 * @example
 * // The contractor with the most pieces first.
 * const largestFirst: IssueStrategy = (sources) =>
 *   [...sources].sort((a, b) => b.quantity.comparedTo(a.quantity))
 */
export type IssueStrategy = (sources: readonly Source[], context: StrategyContext) => Source[]

export type SourceOrder = (a: Source, b: Source) => number

export const inOrder = (sources: readonly Source[], order: SourceOrder): Source[] =>
  [...sources].sort(order)

/** Own pieces before every lot, lots first in, first out: the tie-break of all strategies. */
export const oldestFirst: SourceOrder = (a, b) => {
  if (a.ownership === "own" || b.ownership === "own") return rank(a) - rank(b)
  return lotFifo(a.lot, b.lot)
}

const rank = (source: Source): number => (source.ownership === "own" ? 0 : 1)
