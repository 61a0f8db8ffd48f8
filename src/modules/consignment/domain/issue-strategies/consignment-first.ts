import { inOrder, oldestFirst, type IssueStrategy, type Source } from "./strategy"

/** The oldest lot leaves first, our own pieces last. */
export const consignmentFirst: IssueStrategy = (sources) =>
  inOrder(sources, (a, b) => rank(a) - rank(b) || oldestFirst(a, b))

const rank = (source: Source): number => (source.ownership === "own" ? 1 : 0)
