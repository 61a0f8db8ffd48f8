import { inOrder, oldestFirst, type IssueStrategy, type Source } from "./strategy"

/** Our own pieces, then the contractors in the warehouse's order, then all others. */
export const contractorPriority: IssueStrategy = (sources, context) => {
  const rankOf = (source: Source): number => {
    if (source.ownership === "own") return -1
    const position = context.contractorPriority.indexOf(source.lot.contractorId)
    return position === -1 ? context.contractorPriority.length : position
  }
  return inOrder(sources, (a, b) => rankOf(a) - rankOf(b) || oldestFirst(a, b))
}
