import { DatePicker, Input } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import type { Settlement } from "../../../../../http-contract/settlement"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useCreateInvoice } from "../../../../hooks/api/invoices"
import { useWords } from "../../../../hooks/use-words"

interface Values {
  kind: "supplier" | "self_billed" | "sales"
  number: string
  issued_at: Date | null
}

/** Which invoices bill what a settlement says. */
const kinds = { inbound: ["supplier", "self_billed"], outbound: ["sales"] } as const

/** Makes a draft whose lines the settlement fills. */
export const CreateInvoiceForm = ({ settlement }: { settlement: Settlement }) => {
  const { t } = useWords()
  const offered = kinds[settlement.direction === "outbound" ? "outbound" : "inbound"]
  const form = useForm<Values>({
    defaultValues: { kind: offered[0], number: "", issued_at: null },
  })
  const { mutateAsync, isPending } = useCreateInvoice()
  const create = async (
    { kind, number, issued_at: issuedAt }: Values,
    close: (to: string) => void
  ): Promise<void> => {
    const { invoice } = await mutateAsync({
      contractor_id: settlement.contractor_id,
      settlement_ids: [settlement.id ?? ""],
      kind,
      number: number || undefined,
      issued_at: issuedAt?.toISOString(),
    })
    close(`/consignment/invoices/${invoice.id}`)
  }
  return (
    <FormDrawer
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
            disabled={offered.length === 1}
            options={offered.map((kind) => ({ value: kind, label: t(`invoices.kinds.${kind}`) }))}
          />
        )}
      </Field>
      <Field
        form={form}
        name="number"
        label={t("invoices.number")}
        hint={t("invoices.number_hint")}
        isOptional
      >
        {(field) => <Input {...field} />}
      </Field>
      <Field form={form} name="issued_at" label={t("invoices.issued_at")} isOptional>
        {(field) => <DatePicker {...field} maxValue={new Date()} modal />}
      </Field>
    </FormDrawer>
  )
}
