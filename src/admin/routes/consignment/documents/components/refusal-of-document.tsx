import { Button } from "@medusajs/ui"
import { RefusalAlert } from "../../../../components/refusal-alert"
import { useWords } from "../../../../hooks/use-words"
import type { Refusal } from "../../../../lib/refusal"

interface RefusalOfDocumentProps {
  refusal: Refusal
  hint?: string
  onMarkAsOwner: () => void
  isMarking?: boolean
}

/** Why nothing was posted; where the contractor only has to be named owner of the items, the way out. */
export const RefusalOfDocument = ({
  refusal,
  hint,
  onMarkAsOwner,
  isMarking,
}: RefusalOfDocumentProps) => {
  const { t } = useWords()
  const refused = new Set(refusal.details?.lines?.map(({ index }) => index)).size
  return (
    <RefusalAlert
      refusal={refusal}
      hint={hint ?? (refused > 0 ? t("documents.refused", { count: refused }) : undefined)}
    >
      {refusal.code === "NOT_ITEM_OWNER" && (
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
    </RefusalAlert>
  )
}
