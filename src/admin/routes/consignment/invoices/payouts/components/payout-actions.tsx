import { Button, Container, Label, Text, toast, usePrompt } from "@medusajs/ui"
import { Decimal } from "decimal.js"
import { useState } from "react"
import type { Payable, PayoutFormat } from "../../../../../../http-contract/payout"
import { downloadPayout, useRecordPayout } from "../../../../../hooks/api/payouts"
import { DayPicker } from "../../../../../components/day-picker"
import { useAllows } from "../../../../../hooks/use-allows"
import { useFormat } from "../../../../../hooks/use-format"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"
import { localDateOf } from "../../../../../lib/local-date"

/** Files and payments of the invoices that are chosen. */
export const PayoutActions = ({ chosen, onPaid }: { chosen: Payable[]; onPaid: () => void }) => {
  const { t } = useWords()
  const format = useFormat()
  const prompt = usePrompt()
  const allows = useAllows()
  const report = useReportedError()
  const [day, setDay] = useState(() => localDateOf(new Date().toISOString()))
  const lines = chosen.map(({ invoice_id, open_amount: amount }) => ({ invoice_id, amount }))
  const paying = useRecordPayout({
    onSuccess: ({ payments }) => {
      toast.success(t("payouts.marked", { count: payments.length }))
      onPaid()
    },
    onError: report,
  })
  const save = (fileFormat: PayoutFormat): void => {
    downloadPayout({ lines, execution_date: day, format: fileFormat }).catch(report)
  }
  const mark = async (): Promise<void> => {
    const isSure = await prompt({
      title: t("payouts.mark_title"),
      description: t("payouts.mark_hint", { count: chosen.length }),
      confirmText: t("payouts.mark"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    if (isSure) paying.mutate({ lines, idempotency_key: crypto.randomUUID() })
  }
  const amount = sumsOf(chosen)
    .map(([currency, sum]) => format.amount(sum.toFixed(), currency))
    .join(" + ")
  const hasNone = chosen.length === 0
  return (
    <Container className="flex flex-wrap items-end justify-between gap-4 px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <Label size="small" weight="plus" id="execution-date">
          {t("payouts.execution_date")}
        </Label>
        <DayPicker aria-labelledby="execution-date" size="small" value={day} onChange={setDay} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Text size="small" className="text-ui-fg-subtle">
          {hasNone
            ? t("payouts.none_chosen")
            : t("payouts.chosen", { count: chosen.length, amount })}
        </Text>
        <Button
          size="small"
          variant="secondary"
          disabled={hasNone || day === ""}
          onClick={() => save("csv")}
        >
          {t("payouts.csv")}
        </Button>
        <Button
          size="small"
          variant="secondary"
          disabled={hasNone || day === ""}
          onClick={() => save("sepa")}
        >
          {t("payouts.sepa")}
        </Button>
        {allows("consignment_invoice:invoice") && (
          <Button
            size="small"
            disabled={hasNone}
            isLoading={paying.isPending}
            onClick={() => void mark()}
          >
            {t("payouts.mark")}
          </Button>
        )}
      </div>
    </Container>
  )
}

const sumsOf = (payables: Payable[]): [string, Decimal][] => [
  ...payables.reduce(
    (sums, { currency_code: currency, open_amount: amount }) =>
      sums.set(currency, (sums.get(currency) ?? new Decimal(0)).plus(amount)),
    new Map<string, Decimal>()
  ),
]
