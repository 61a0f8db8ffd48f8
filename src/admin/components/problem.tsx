import { ExclamationCircle } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { useWords } from "../hooks/use-words"
import { Refusal } from "../lib/refusal"

interface ProblemProps {
  error: Error
  onRetry?: () => void
}

/** In place of what could not be read: the reason, and another try where one makes sense. */
export const Problem = ({ error, onRetry }: ProblemProps) => {
  const { t } = useWords()
  const isForbidden = error instanceof Refusal && (error.status === 401 || error.status === 403)
  return (
    <div role="alert" className="flex flex-col items-center gap-y-3 px-6 py-10 text-center">
      <ExclamationCircle className="text-ui-fg-muted" />
      <div>
        <Text size="small" weight="plus">
          {isForbidden ? t("states.forbidden") : t("states.failed")}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {isForbidden ? t("states.forbidden_hint") : error.message}
        </Text>
      </div>
      {onRetry && !isForbidden && (
        <Button size="small" variant="secondary" onClick={onRetry}>
          {t("actions.retry")}
        </Button>
      )}
    </div>
  )
}
