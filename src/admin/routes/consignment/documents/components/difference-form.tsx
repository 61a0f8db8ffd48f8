import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { Choice } from "../../../../components/choice"
import { Field } from "../../../../components/field"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { useSettleDifference } from "../../../../hooks/api/take-backs"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"
import { missingOf } from "../lib/announced-lines"

const bearers = ["customer", "us"] as const

interface Values {
  quantities: string[]
  bearer: (typeof bearers)[number]
}

/** The payer of announced units that did not arrive: the customer by a reported sale, or we by a loss. */
export const DifferenceForm = ({ takeBack }: { takeBack: Document }) => {
  const { t } = useWords()
  const format = useFormat()
  // The take-back may be read anew meanwhile, and the fields must stay with their lines.
  const [lines] = useState(() => takeBack.lines.filter((line) => missingOf(line).gt(0)))
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<Values>({
    defaultValues: {
      quantities: lines.map((line) => missingOf(line).toFixed()),
      bearer: "customer",
    },
  })
  const { mutateAsync, isPending } = useSettleDifference(takeBack.id)
  return (
    <LineQuantitiesForm
      needs="consignment_take_back:post"
      title={t("announced.difference.title", { number: takeBack.number })}
      description={t("announced.difference.hint")}
      form={form}
      lines={lines}
      hintOf={(line) =>
        t("announced.difference.missing", { quantity: format.quantity(missingOf(line).toFixed()) })
      }
      isSaving={isPending}
      submitLabel={t("actions.save")}
      onSubmit={async (sent, { bearer }, close) => {
        if (sent.length === 0) return void toast.error(t("announced.nothing"))
        await mutateAsync({
          lines: sent.map((line) => ({ ...line, bearer })),
          idempotency_key: idempotencyKey,
        })
        toast.success(t("announced.difference.saved"))
        close()
      }}
    >
      <Field form={form} name="bearer" label={t("announced.difference.bearer")}>
        {(field) => (
          <Choice
            {...field}
            options={bearers.map((value) => ({
              value,
              label: t(`announced.difference.bearers.${value}`),
            }))}
          />
        )}
      </Field>
    </LineQuantitiesForm>
  )
}
