import { inOrder, oldestFirst, type IssueStrategy, type Source } from "./strategy"

/** First expired, first out; what never expires comes last, our own pieces at its head. */
export const fefo: IssueStrategy = (sources) =>
  inOrder(sources, (a, b) => {
    const [first, second] = [expiryOf(a), expiryOf(b)]
    return first === second ? oldestFirst(a, b) : first < second ? -1 : 1
  })

const expiryOf = (source: Source): number =>
  source.ownership === "own" ? Infinity : (source.lot.expiresAt?.getTime() ?? Infinity)
