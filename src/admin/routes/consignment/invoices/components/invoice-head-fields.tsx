import { Input } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import { MomentPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { useWords } from "../../../../hooks/use-words"

/** Head fields of an invoice or credit note. */
export interface InvoiceHead {
  number: string
  issued_at: Date | null
}

interface InvoiceHeadFieldsProps {
  form: UseFormReturn<InvoiceHead, unknown, InvoiceHead>
  /** The number is the customer's, so no series of ours can stand in for it. */
  isWrittenByCustomer: boolean
}

/** Number and date, as they stand on the paper. */
export const InvoiceHeadFields = ({ form, isWrittenByCustomer }: InvoiceHeadFieldsProps) => {
  const { t } = useWords()
  return (
    <>
      <Field
        form={form}
        name="number"
        label={t("invoices.number")}
        hint={t(isWrittenByCustomer ? "invoices.customers_number_hint" : "invoices.number_hint")}
        isOptional={!isWrittenByCustomer}
        isRequired={isWrittenByCustomer}
      >
        {(field) => <Input {...field} autoComplete="off" />}
      </Field>
      <Field form={form} name="issued_at" label={t("invoices.issued_at")} isOptional>
        {(field) => <MomentPicker {...field} maxValue={new Date()} />}
      </Field>
    </>
  )
}

/** As the contract takes it: what is left empty is for the server to fill. */
export const toHeadBody = ({ number, issued_at: issuedAt }: InvoiceHead) => ({
  number: number.trim() || null,
  issued_at: issuedAt?.toISOString(),
})
