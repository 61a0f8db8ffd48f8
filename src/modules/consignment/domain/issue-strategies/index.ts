import { consignmentFirst } from "./consignment-first"
import { contractorPriority } from "./contractor-priority"
import { fefo } from "./fefo"
import { fifo } from "./fifo"
import { lowestCost } from "./lowest-cost"
import { ownFirst } from "./own-first"
import type { IssueStrategy } from "./strategy"

export type { IssueStrategy, Source, StrategyContext } from "./strategy"

export const DEFAULT_ISSUE_STRATEGY = "own_first"

/** The strategies every store has. A store adds its own through the plugin's option `issueStrategies`. */
export const issueStrategies = {
  own_first: ownFirst,
  consignment_first: consignmentFirst,
  fifo,
  fefo,
  lowest_cost: lowestCost,
  contractor_priority: contractorPriority,
} satisfies Record<string, IssueStrategy>
