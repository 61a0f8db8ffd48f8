import { Button, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import type { Settlement } from "../../../../../http-contract/settlement"
import { useCloseSettlement, type SettleInput } from "../../../../hooks/api/settlements"
import { useFormat } from "../../../../hooks/use-format"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

interface CloseButtonProps {
  choice: SettleInput
  settlement: Settlement
}

/** Closes what is previewed, once the user knows what that means. */
export const CloseButton = ({ choice, settlement }: CloseButtonProps) => {
  const { t } = useWords()
  const format = useFormat()
  const prompt = usePrompt()
  const navigate = useNavigate()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const closing = useCloseSettlement({
    onSuccess: ({ settlement: { id, number } }) => {
      toast.success(t("settlements.closed", { number }))
      void navigate(`/consignment/settlements/${id}`)
    },
    onError: useReportedError(),
  })
  const close = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("settlements.close.title"),
      description: t(`settlements.close.description.${settlement.direction}`, {
        date: format.date(settlement.cut_off),
        amount: format.amount(settlement.amount, settlement.currency_code),
      }),
      confirmText: t("settlements.actions.close"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    if (isSure) closing.mutate({ ...choice, idempotency_key: idempotencyKey })
  }
  return (
    <Button
      size="small"
      isLoading={closing.isPending}
      disabled={settlement.lines.length === 0}
      onClick={() => void close()}
    >
      {t("settlements.actions.close")}
    </Button>
  )
}
