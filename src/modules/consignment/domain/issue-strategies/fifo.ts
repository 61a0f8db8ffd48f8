import { inOrder, oldestFirst, type IssueStrategy } from "./strategy"

/** The oldest leaves first; own stock counts as oldest of all. */
export const fifo: IssueStrategy = (sources) => inOrder(sources, oldestFirst)
