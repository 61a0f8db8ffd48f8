import { Button, usePrompt } from "@medusajs/ui"
import { useWords } from "../../../../hooks/use-words"
import type { Alternative } from "../lib/document-forms"

interface AlternativeButtonProps {
  alternative: Alternative
  isSending: boolean
  onClick: () => void
}

/** Beside posting: keeps the form as a pick list, or goes on to the invoice once the user knows what that closes. */
export const AlternativeButton = ({ alternative, isSending, onClick }: AlternativeButtonProps) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const ask = async (): Promise<void> => {
    const isSure =
      alternative === "pick_list" ||
      (await prompt({
        title: t("reported_sales.invoice.title"),
        description: t("reported_sales.invoice.description"),
        confirmText: t("documents.actions.invoice"),
        cancelText: t("actions.cancel"),
        variant: "confirmation",
      }))
    if (isSure) onClick()
  }
  return (
    <Button
      size="small"
      type="button"
      variant="secondary"
      isLoading={isSending}
      onClick={() => void ask()}
    >
      {t(`documents.actions.${alternative}`)}
    </Button>
  )
}
