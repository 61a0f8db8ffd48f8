import { Button, usePrompt } from "@medusajs/ui"
import { useWords } from "../../../../hooks/use-words"

interface NothingSoldButtonProps {
  isSending: boolean
  onClick: () => void
}

/** Posts a report without lines: the customer has sold nothing. */
export const NothingSoldButton = ({ isSending, onClick }: NothingSoldButtonProps) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const ask = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("reported_sales.nothing_sold.title"),
      description: t("reported_sales.nothing_sold.description"),
      confirmText: t("reported_sales.nothing_sold.action"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
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
      {t("reported_sales.nothing_sold.action")}
    </Button>
  )
}
