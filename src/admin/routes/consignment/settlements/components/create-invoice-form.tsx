import { useForm } from "react-hook-form"
import { billingKinds, isWrittenByCustomer } from "../../../../../http-contract/invoice"
import type { Settlement } from "../../../../../http-contract/settlement"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useCreateInvoice } from "../../../../hooks/api/invoices"
import { useWords } from "../../../../hooks/use-words"
import { partOfForm } from "../../../../lib/part-of-form"
import {
  InvoiceHeadFields,
  toHeadBody,
  type InvoiceHead,
} from "../../invoices/components/invoice-head-fields"

interface Values extends InvoiceHead {
  kind: (typeof billingKinds)["inbound"][number]
}

/** Makes a draft whose lines the settlement fills. */
export const CreateInvoiceForm = ({ settlement }: { settlement: Settlement }) => {
  const { t } = useWords()
  const { direction } = settlement
  const offered = billingKinds[direction === "outbound" ? "outbound" : "inbound"]
  const form = useForm<Values, unknown, Values>({
    defaultValues: { kind: offered[0], number: "", issued_at: null },
  })
  const kind = form.watch("kind")
  const { mutateAsync, isPending } = useCreateInvoice()
  const create = async (
    { kind: chosen, ...head }: Values,
    close: (to: string) => void
  ): Promise<void> => {
    const { invoice } = await mutateAsync({
      contractor_id: settlement.contractor_id,
      settlement_ids: [settlement.id ?? ""],
      kind: chosen,
      ...toHeadBody(head),
    })
    close(`/consignment/invoices/${invoice.id}`)
  }
  return (
    <FormDrawer
      needs="consignment_invoice:invoice"
      title={t("invoices.create")}
      description={t("invoices.create_hint", { number: settlement.number })}
      form={form}
      isSaving={isPending}
      submitLabel={t("invoices.actions.create")}
      onSubmit={create}
    >
      <Field form={form} name="kind" label={t("invoices.kind")}>
        {(field) => (
          <Choice
            {...field}
            options={offered.map((value) => ({ value, label: t(`invoices.kinds.${value}`) }))}
          />
        )}
      </Field>
      <InvoiceHeadFields
        form={partOfForm(form)}
        isWrittenByCustomer={isWrittenByCustomer({ kind, direction })}
      />
    </FormDrawer>
  )
}
