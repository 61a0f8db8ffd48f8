import { Button, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import type { Settlement } from "../../../../../http-contract/settlement"
import { useCloseSettlement, type SettleInput } from "../../../../hooks/api/settlements"
import { useAllows } from "../../../../hooks/use-allows"
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
  const allows = useAllows()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [sends, setSends] = useState(false)
  const closing = useCloseSettlement({
    onSuccess: ({ settlement: { id, number } }) => {
      toast.success(t("settlements.closed", { number }))
      void navigate(`/consignment/settlements/${id}${sends ? "/send" : ""}`)
    },
    onError: useReportedError(),
  })
  const close = async (isSent: boolean): Promise<void> => {
    const isSure = await prompt({
      title: t("settlements.close.title"),
      description: t(`settlements.close.description.${settlement.direction}`, {
        date: format.date(settlement.cut_off),
        amount: format.amount(settlement.amount, settlement.currency_code),
      }),
      confirmText: t(`settlements.actions.${isSent ? "close_and_send" : "close"}`),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    if (!isSure) return
    setSends(isSent)
    closing.mutate({ ...choice, idempotency_key: idempotencyKey })
  }
  const isEmpty = settlement.lines.length === 0
  return (
    <>
      {allows("consignment_settlement:send") && (
        <Button
          size="small"
          variant="secondary"
          isLoading={closing.isPending && sends}
          disabled={isEmpty || closing.isPending}
          onClick={() => void close(true)}
        >
          {t("settlements.actions.close_and_send")}
        </Button>
      )}
      <Button
        size="small"
        isLoading={closing.isPending && !sends}
        disabled={isEmpty || closing.isPending}
        onClick={() => void close(false)}
      >
        {t("settlements.actions.close")}
      </Button>
    </>
  )
}
