import { ConsignmentError } from "../../domain/errors"
import {
  DEFAULT_ISSUE_STRATEGY,
  issueStrategies,
  type IssueStrategy,
} from "../../domain/issue-strategies"

/** The strategies of a store by name: the built-in ones and those of the plugin's options. */
export type StrategyRegistry = ReadonlyMap<string, IssueStrategy>

export const toRegistry = (own: Record<string, IssueStrategy> = {}): StrategyRegistry =>
  new Map<string, IssueStrategy>([...Object.entries(issueStrategies), ...Object.entries(own)])

/** Throws: INVALID_DATA. */
export const requireStrategy = (registry: StrategyRegistry, name: string): IssueStrategy => {
  const strategy = registry.get(name)
  if (strategy) return strategy
  throw new ConsignmentError("INVALID_DATA", `The issue strategy "${name}" is unknown.`, {
    path: "issue_strategy",
    fields: [
      {
        path: "issue_strategy",
        message: `Expected one of ${[...registry.keys()].join(", ")}.`,
        reason: "unknown",
      },
    ],
  })
}

/** A strategy that was named in data and has left the code since gives way to the next name, down to the default. */
export const firstKnown = (
  registry: StrategyRegistry,
  names: (string | null | undefined)[]
): IssueStrategy => {
  const known = names.flatMap((name) => (name ? (registry.get(name) ?? []) : []))
  return known[0] ?? requireStrategy(registry, DEFAULT_ISSUE_STRATEGY)
}
