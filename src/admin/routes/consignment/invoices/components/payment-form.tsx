import { Input, toast } from "@medusajs/ui"
import {
  recordPaymentSchema,
  type Invoice,
  type RecordPaymentBody,
} from "../../../../../http-contract/invoice"
import { DecimalInput } from "../../../../components/decimal-input"
import { DayPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useRecordPayment } from "../../../../hooks/api/invoices"
import { useContractForm } from "../../../../hooks/use-contract-form"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

/** Records what was paid, at first all that is open. */
export const PaymentForm = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const format = useFormat()
  const form = useContractForm<RecordPaymentBody>({
    schema: recordPaymentSchema,
    defaultValues: { amount: invoice.open_amount, paid_at: "", reference: "", method: "" },
  })
  const { mutateAsync, isPending } = useRecordPayment(invoice.id)
  return (
    <FormDrawer
      needs="consignment_invoice:invoice"
      title={t("invoices.payments.record")}
      description={t("invoices.payments.record_hint", {
        number: invoice.number,
        open: format.amount(invoice.open_amount, invoice.currency_code),
      })}
      form={form}
      isSaving={isPending}
      submitLabel={t("invoices.payments.record")}
      onSubmit={async (values, close) => {
        await mutateAsync(values)
        toast.success(t("invoices.payments.recorded"))
        close()
      }}
    >
      <Field form={form} name="amount" label={t("invoices.payments.amount")}>
        {(field) => <DecimalInput {...field} />}
      </Field>
      <Field form={form} name="paid_at" label={t("invoices.payments.paid_at")} isOptional>
        {(field) => <DayPicker {...field} />}
      </Field>
      <Field form={form} name="reference" label={t("invoices.payments.reference")} isOptional>
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
      <Field form={form} name="method" label={t("invoices.payments.method")} isOptional>
        {(field) => <Input {...field} value={field.value ?? ""} autoComplete="off" />}
      </Field>
    </FormDrawer>
  )
}
