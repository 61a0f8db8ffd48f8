import { useForm } from "react-hook-form"
import { isWrittenByCustomer, type Invoice } from "../../../../../http-contract/invoice"
import { FormDrawer } from "../../../../components/form-drawer"
import { useUpdateInvoice } from "../../../../hooks/api/invoices"
import { useWords } from "../../../../hooks/use-words"
import { InvoiceHeadFields, toHeadBody, type InvoiceHead } from "./invoice-head-fields"

/** Number and date of a draft, to match the paper. */
export const EditInvoiceForm = ({ invoice }: { invoice: Invoice }) => {
  const { t } = useWords()
  const form = useForm<InvoiceHead, unknown, InvoiceHead>({
    defaultValues: { number: invoice.number ?? "", issued_at: new Date(invoice.issued_at) },
  })
  const { mutateAsync, isPending } = useUpdateInvoice(invoice.id)
  const save = async (head: InvoiceHead, close: () => void): Promise<void> => {
    await mutateAsync(toHeadBody(head))
    close()
  }
  return (
    <FormDrawer
      needs="consignment_invoice:invoice"
      title={t("invoices.edit")}
      form={form}
      isSaving={isPending}
      onSubmit={save}
    >
      <InvoiceHeadFields form={form} isWrittenByCustomer={isWrittenByCustomer(invoice)} />
    </FormDrawer>
  )
}
