import { ExclamationCircle } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useRefusals } from "../hooks/use-refusals"
import { useWords } from "../hooks/use-words"
import { Refusal } from "../lib/refusal"

interface ProblemProps {
  error: Error
  onRetry?: () => void
}

/** In place of what could not be read: the reason, and another try where one makes sense. */
export const Problem = ({ error, onRetry }: ProblemProps) => {
  const { t } = useWords()
  const { refusalInWords } = useRefusals()
  const { title, hint } = refusalInWords(error)
  const status = error instanceof Refusal ? error.status : undefined
  return (
    <div role="alert" className="flex flex-col items-center gap-y-3 px-6 py-10 text-center">
      <ExclamationCircle className="text-ui-fg-muted" />
      <div>
        <Text size="small" weight="plus">
          {title}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {hint}
        </Text>
      </div>
      <div className="flex gap-x-2">
        {status === 401 && (
          <Button size="small" variant="secondary" asChild>
            <Link to="/login" target="_blank">
              {t("actions.sign_in")}
            </Link>
          </Button>
        )}
        {onRetry && status !== 403 && (
          <Button size="small" variant="secondary" onClick={onRetry}>
            {t("actions.retry")}
          </Button>
        )}
      </div>
    </div>
  )
}
