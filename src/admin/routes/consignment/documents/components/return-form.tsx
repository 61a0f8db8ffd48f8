import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { MomentPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { LocationPicker } from "../../../../components/location-picker"
import { returnKinds, useReturnGoods, type ReturnableKind } from "../../../../hooks/api/documents"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { addressOfDocument } from "../lib/address"
import { leftOfLine } from "../lib/left-of-line"

interface ReturnFormProps {
  kind: ReturnableKind
  document: Document
}

interface Values {
  quantities: string[]
  serials: string[]
  stock_location_id: string
  effective_at: Date | null
  reference: string
}

/** Takes back some of what was issued; the ledger finds whose pieces they were. */
export const ReturnForm = ({ kind, document }: ReturnFormProps) => {
  const { t } = useWords()
  const format = useFormat()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<Values>({
    defaultValues: {
      quantities: [],
      serials: [],
      stock_location_id: "",
      effective_at: null,
      reference: "",
    },
  })
  // Units that a customer sold come back to his own shop.
  const isSold = kind === "reported_sale"
  const { mutateAsync, isPending } = useReturnGoods(kind, document.id)
  return (
    <LineQuantitiesForm
      needs={`consignment_${kind}_return:post`}
      title={t("documents.return.title", { number: document.number })}
      description={t(isSold ? "documents.return.sold" : "documents.return.description")}
      form={form}
      lines={document.lines}
      hintOf={(line) => t("documents.at_most", { quantity: format.quantity(leftOfLine(line)) })}
      asksSerials
      isSaving={isPending}
      submitLabel={t("documents.actions.return")}
      onSubmit={async (lines, { stock_location_id, effective_at, reference }, close) => {
        const posted = await mutateAsync({
          lines,
          stock_location_id: stock_location_id || undefined,
          effective_at: effective_at?.toISOString(),
          reference: reference || undefined,
          idempotency_key: idempotencyKey,
        })
        toast.success(t("documents.posted", { number: posted.number }))
        close(addressOfDocument(returnKinds[kind], posted.id))
      }}
    >
      {!isSold && (
        <Field
          form={form}
          name="stock_location_id"
          label={t("documents.fields.stock_location_id")}
          hint={t("documents.return.location_hint")}
          isOptional
        >
          {(field) => <LocationPicker {...field} allowClear />}
        </Field>
      )}
      <Field
        form={form}
        name="effective_at"
        label={t("documents.fields.effective_at")}
        hint={t("documents.fields.effective_at_hint")}
        isOptional
      >
        {(field) => <MomentPicker {...field} maxValue={new Date()} granularity="minute" />}
      </Field>
      <Field form={form} name="reference" label={t("fields.reference")} isOptional>
        {(field) => <Input {...field} />}
      </Field>
    </LineQuantitiesForm>
  )
}
