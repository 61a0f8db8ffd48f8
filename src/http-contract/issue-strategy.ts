import { issueStrategies } from "../modules/consignment/domain/issue-strategies"

export { DEFAULT_ISSUE_STRATEGY } from "../modules/consignment/domain/issue-strategies"

/** The strategies that every store has; a store may have more of its own. */
export const issueStrategyNames = Object.keys(issueStrategies) as (keyof typeof issueStrategies)[]
