import { inOrder, oldestFirst, type IssueStrategy } from "./strategy"

/** Our own pieces leave first, then the oldest lot. */
export const ownFirst: IssueStrategy = (sources) => inOrder(sources, oldestFirst)
