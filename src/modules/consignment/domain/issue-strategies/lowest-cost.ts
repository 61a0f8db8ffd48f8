import { ZERO } from "../quantity"
import { inOrder, oldestFirst, type IssueStrategy, type Source } from "./strategy"

/** The cheapest leaves first, own pieces at no cost; costs of several currencies cannot be compared, so then the oldest. */
export const lowestCost: IssueStrategy = (sources) => {
  const currencies = new Set(
    sources.flatMap((source) => (source.ownership === "own" ? [] : source.lot.currencyCode))
  )
  if (currencies.size > 1) return inOrder(sources, oldestFirst)
  return inOrder(sources, (a, b) => costOf(a).comparedTo(costOf(b)) || oldestFirst(a, b))
}

const costOf = (source: Source) => (source.ownership === "own" ? ZERO : source.lot.unitCost)
