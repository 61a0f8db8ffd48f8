import { Input, toast } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import type { Invoice } from "../../../../../http-contract/invoice"
import { Field } from "../../../../components/field"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { useCreditInvoice } from "../../../../hooks/api/invoices"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

interface Values {
  number: string
  quantities: string[]
}

/** Takes back what an invoice billed: of each line as much as is typed. */
export const CreditForm = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const format = useFormat()
  const form = useForm<Values>({
    defaultValues: { number: "", quantities: invoice.lines.map(({ quantity }) => quantity) },
  })
  const { mutateAsync, isPending } = useCreditInvoice(invoice.id)
  return (
    <LineQuantitiesForm
      title={t("invoices.credit")}
      description={t("invoices.credit_hint", { number: invoice.number })}
      form={form}
      lines={invoice.lines}
      hintOf={({ quantity }) => t("invoices.invoiced", { quantity: format.quantity(quantity) })}
      isSaving={isPending}
      submitLabel={t("invoices.actions.credit")}
      onSubmit={async (lines, { number }, close) => {
        const { invoice: note } = await mutateAsync({ lines, number: number || undefined })
        toast.success(t("invoices.posted", { number: note.number }))
        close(`/consignment/invoices/${note.id}`)
      }}
    >
      <Field
        form={form}
        name="number"
        label={t("invoices.number")}
        hint={t("invoices.number_hint")}
        isOptional
      >
        {(field) => <Input {...field} />}
      </Field>
    </LineQuantitiesForm>
  )
}
