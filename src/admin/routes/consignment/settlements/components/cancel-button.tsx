import { Button, toast, usePrompt } from "@medusajs/ui"
import type { Settlement } from "../../../../../http-contract/settlement"
import { useCancelSettlement } from "../../../../hooks/api/settlements"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

/** Opens the period again: the latest settlement alone, and only without an invoice. */
export const CancelButton = ({ settlement: { id, number } }: { settlement: Settlement }) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const cancelling = useCancelSettlement(id ?? "", {
    onSuccess: () => void toast.success(t("settlements.cancelled", { number })),
    onError: useReportedError(),
  })
  const cancel = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("settlements.cancel.title", { number }),
      description: t("settlements.cancel.description"),
      confirmText: t("settlements.actions.cancel"),
      cancelText: t("actions.cancel"),
    })
    if (isSure) cancelling.mutate({})
  }
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={cancelling.isPending}
      onClick={() => void cancel()}
    >
      {t("settlements.actions.cancel")}
    </Button>
  )
}
