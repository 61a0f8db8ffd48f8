import { useCallback } from "react"
import { DEFAULT_ISSUE_STRATEGY } from "../../http-contract/issue-strategy"
import { useWords } from "./use-words"

/** Names an issue strategy, of none the default; one of the store's own is called as the store calls it. */
export const useStrategyName = () => {
  const { t } = useWords()
  return useCallback(
    (strategy: string | null): string => {
      const name = strategy ?? DEFAULT_ISSUE_STRATEGY
      return t(`terms.strategy.${name}`, name)
    },
    [t]
  )
}
