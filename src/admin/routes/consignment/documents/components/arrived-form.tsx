import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { Field } from "../../../../components/field"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { LocationPicker } from "../../../../components/location-picker"
import { usePostAnnounced } from "../../../../hooks/api/take-backs"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

interface Values {
  quantities: string[]
  to_stock_location_id: string
}

/** Arrived units of an announced return; a shortfall stays visible until somebody pays for it. */
export const ArrivedForm = ({ takeBack }: { takeBack: Document }) => {
  const { t } = useWords()
  const format = useFormat()
  // The take-back may be read anew meanwhile, and the fields must stay with their lines.
  const [lines] = useState(takeBack.lines)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<Values>({
    defaultValues: { quantities: lines.map(({ quantity }) => quantity), to_stock_location_id: "" },
  })
  const { mutateAsync, isPending } = usePostAnnounced(takeBack.id)
  return (
    <LineQuantitiesForm
      needs="consignment_take_back:post"
      title={t("announced.action")}
      description={t("announced.arrived_hint")}
      form={form}
      lines={lines}
      hintOf={({ quantity }) => t("announced.announced", { quantity: format.quantity(quantity) })}
      isZeroSent
      isSaving={isPending}
      submitLabel={t("documents.actions.post")}
      onSubmit={async (arrived, { to_stock_location_id }, close) => {
        if (arrived.length === 0) return void toast.error(t("announced.nothing"))
        const { number } = await mutateAsync({
          to_stock_location_id,
          lines: arrived,
          idempotency_key: idempotencyKey,
        })
        toast.success(t("documents.posted", { number }))
        close()
      }}
    >
      <Field
        form={form}
        name="to_stock_location_id"
        label={t("documents.fields.to_stock_location_id")}
        isRequired
      >
        {(field) => <LocationPicker {...field} />}
      </Field>
    </LineQuantitiesForm>
  )
}
