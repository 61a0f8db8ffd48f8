import { Alert, Button, Text } from "@medusajs/ui"
import { useWords } from "../../../../hooks/use-words"
import type { Refusal } from "../../../../lib/refusal"

interface RefusalAlertProps {
  refusal: Refusal
  /** Undefined where the contractor owns nothing. */
  onMarkAsOwner?: () => void
  isMarking?: boolean
}

/** Why nothing was posted; where the contractor only has to be named owner of the items, the way out. */
export const RefusalAlert = ({ refusal, onMarkAsOwner, isMarking }: RefusalAlertProps) => {
  const { t } = useWords()
  const refused = refusal.details?.lines?.length ?? 0
  return (
    <Alert variant="error" role="alert">
      <div className="flex flex-col items-start gap-y-2">
        <div>
          <Text size="small" weight="plus">
            {refusal.code ? t(`errors.${refusal.code}`) : t("errors.unexpected")}
          </Text>
          <Text size="small">
            {refused > 0 ? t("documents.refused", { count: refused }) : refusal.message}
          </Text>
        </div>
        {onMarkAsOwner && refusal.code === "NOT_ITEM_OWNER" && (
          <Button
            size="small"
            type="button"
            variant="secondary"
            onClick={onMarkAsOwner}
            isLoading={isMarking}
          >
            {t("documents.actions.mark_as_owner")}
          </Button>
        )}
      </div>
    </Alert>
  )
}
