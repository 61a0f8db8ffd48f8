// src/issue-strategies/largest-first.ts
import type { IssueStrategy } from "medusa-plugin-consignment/modules/consignment"

/** The largest lot leaves first, so that small remainders are left together; own pieces last. */
export const largestFirst: IssueStrategy = (sources) =>
  [...sources].sort((a, b) => {
    if (a.ownership !== b.ownership) return a.ownership === "own" ? 1 : -1
    return b.quantity.comparedTo(a.quantity)
  })
