import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import type { Loan } from "../../../../../../http-contract/loan"
import { LineQuantitiesForm } from "../../../../../components/line-quantities-form"
import { useLoan, useReturnLoan } from "../../../../../hooks/api/loans"
import { useFormat } from "../../../../../hooks/use-format"
import { useWords } from "../../../../../hooks/use-words"
import { outOfLine } from "../../lib/out-of-line"

const ReturnLoanPage = () => {
  const { loan } = useLoan(useParams().id)
  return loan ? <ReturnLoan loan={loan} /> : null
}

const ReturnLoan = ({ loan: { id, number, ...loan } }: { loan: Loan }) => {
  const { t } = useWords()
  const format = useFormat()
  // The loan may be read anew meanwhile, and the fields must stay with their lines.
  const [lines] = useState(() => loan.lines.filter((line) => outOfLine(line).gt(0)))
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<{ quantities: string[]; serials: string[] }>({
    defaultValues: { quantities: [], serials: [] },
  })
  const { mutateAsync, isPending } = useReturnLoan(id)
  return (
    <LineQuantitiesForm
      needs="consignment_loan:manage"
      title={t("loans.return.title", { number })}
      description={t("loans.return.hint")}
      form={form}
      lines={lines}
      hintOf={(line) =>
        t("documents.at_most", { quantity: format.quantity(outOfLine(line).toFixed()) })
      }
      asksSerials
      isSaving={isPending}
      submitLabel={t("loans.return.action")}
      onSubmit={async (sent, _, close) => {
        if (sent.length === 0) return void toast.error(t("loans.return.nothing"))
        await mutateAsync({ lines: sent, idempotency_key: idempotencyKey })
        toast.success(t("loans.return.saved"))
        close()
      }}
    />
  )
}

export default ReturnLoanPage
