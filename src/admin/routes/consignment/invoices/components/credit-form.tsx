import { toast } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { isWrittenByCustomer, type Invoice } from "../../../../../http-contract/invoice"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { useCreditInvoice } from "../../../../hooks/api/invoices"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { partOfForm } from "../../../../lib/part-of-form"
import { InvoiceHeadFields, toHeadBody, type InvoiceHead } from "./invoice-head-fields"

interface Values extends InvoiceHead {
  quantities: string[]
}

/** Takes back what an invoice billed: of each line as much as is typed. */
export const CreditForm = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const format = useFormat()
  const form = useForm<Values, unknown, Values>({
    defaultValues: {
      number: "",
      issued_at: null,
      quantities: invoice.lines.map(({ quantity }) => quantity),
    },
  })
  const { mutateAsync, isPending } = useCreditInvoice(invoice.id)
  return (
    <LineQuantitiesForm
      needs="consignment_invoice:invoice"
      title={t("invoices.credit")}
      description={t("invoices.credit_hint", { number: invoice.number })}
      form={form}
      lines={invoice.lines}
      hintOf={({ quantity }) => t("invoices.invoiced", { quantity: format.quantity(quantity) })}
      isSaving={isPending}
      submitLabel={t("invoices.actions.credit")}
      onSubmit={async (lines, { quantities: _, ...head }, close) => {
        const { invoice: note } = await mutateAsync({ lines, ...toHeadBody(head) })
        toast.success(t("invoices.posted", { number: note.number }))
        close(`/consignment/invoices/${note.id}`)
      }}
    >
      <InvoiceHeadFields
        form={partOfForm(form)}
        isWrittenByCustomer={isWrittenByCustomer(invoice)}
      />
    </LineQuantitiesForm>
  )
}
