import { Input, toast } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import type { Invoice } from "../../../../../http-contract/invoice"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useCreditInvoice } from "../../../../hooks/api/invoices"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { toDecimal } from "../../../../lib/to-decimal"

interface Values {
  number: string
  quantities: string[]
}

/** Takes back what an invoice billed: of each line as much as is typed. */
export const CreditForm = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const titleOf = useItemTitles(invoice.lines.map((line) => line.inventory_item_id))
  const form = useForm<Values>({
    defaultValues: { number: "", quantities: invoice.lines.map(({ quantity }) => quantity) },
  })
  const { mutateAsync, isPending } = useCreditInvoice(invoice.id)
  const credit = async (
    { number, quantities }: Values,
    close: (to: string) => void
  ): Promise<void> => {
    const lines = invoice.lines.flatMap(({ id }, index) => {
      const quantity = toDecimal(quantities[index] ?? "")
      return quantity === "" || quantity === "0" ? [] : [{ line_id: id, quantity }]
    })
    const { invoice: note } = await mutateAsync({ lines, number: number || undefined })
    toast.success(t("invoices.posted", { number: note.number }))
    close(`/consignment/invoices/${note.id}`)
  }
  return (
    <FormDrawer
      title={t("invoices.credit")}
      description={t("invoices.credit_hint", { number: invoice.number })}
      form={form}
      isSaving={isPending}
      submitLabel={t("invoices.actions.credit")}
      onSubmit={credit}
    >
      {invoice.lines.map((line, index) => (
        <Field
          key={line.id}
          form={form}
          name={`quantities.${index}`}
          label={titleOf(line.inventory_item_id)}
          hint={t("invoices.invoiced", { quantity: line.quantity })}
        >
          {(field) => <Input {...field} inputMode="decimal" className="tabular-nums" />}
        </Field>
      ))}
      <Field
        form={form}
        name="number"
        label={t("invoices.number")}
        hint={t("invoices.number_hint")}
        isOptional
      >
        {(field) => <Input {...field} />}
      </Field>
    </FormDrawer>
  )
}
