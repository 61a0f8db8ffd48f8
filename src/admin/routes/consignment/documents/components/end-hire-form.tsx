import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { DayPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { useEndHire } from "../../../../hooks/api/deliveries"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { isHired, runningOf } from "../lib/hired-lines"

interface Values {
  quantities: string[]
  serials: string[]
  at: string
}

/** Ends the hire of some units now, or that of all of them with a day; no unit moves. */
export const EndHireForm = ({ delivery: { id, number, ...delivery } }: { delivery: Document }) => {
  const { t } = useWords()
  const format = useFormat()
  // The delivery may be read anew meanwhile, and the fields must stay with their lines.
  const [lines] = useState(() =>
    delivery.lines.filter((line) => isHired(line) && runningOf(line).gt(0))
  )
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<Values>({ defaultValues: { quantities: [], serials: [], at: "" } })
  const { mutateAsync, isPending } = useEndHire(id)
  return (
    <LineQuantitiesForm
      needs="consignment_delivery:post"
      title={t("hires.end.title", { number })}
      description={t("hires.end.hint")}
      form={form}
      lines={lines}
      hintOf={(line) =>
        t("hires.running", { quantity: format.quantity(runningOf(line).toFixed()) })
      }
      asksSerials
      isSaving={isPending}
      submitLabel={t("hires.end.action")}
      onSubmit={async (sent, { at }, close) => {
        await mutateAsync({
          at: at || undefined,
          lines: sent.length > 0 ? sent : undefined,
          idempotency_key: idempotencyKey,
        })
        toast.success(t("hires.saved"))
        close()
      }}
    >
      <Field
        form={form}
        name="at"
        label={t("hires.end.at")}
        hint={t("hires.end.at_hint")}
        isOptional
      >
        {(field) => <DayPicker {...field} />}
      </Field>
    </LineQuantitiesForm>
  )
}
