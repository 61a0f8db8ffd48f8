import { Checkbox, Label, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { useForm } from "react-hook-form"
import type { Document, DocumentLine } from "../../../../../http-contract/document"
import { DayPicker } from "../../../../components/day-picker"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useExtendHire } from "../../../../hooks/api/deliveries"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { isHired, outstandingOf } from "../lib/hired-lines"

/** Lets the hire of some lines run until a later day. */
export const ExtendHireForm = ({ delivery }: { delivery: Document }) => {
  const { t } = useWords()
  const lines = delivery.lines.filter((line) => isHired(line) && outstandingOf(line).gt(0))
  const [leftOut, setLeftOut] = useState<readonly string[]>([])
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<{ hire_until: string }>({ defaultValues: { hire_until: "" } })
  const { mutateAsync, isPending } = useExtendHire(delivery.id)
  return (
    <FormDrawer
      needs="consignment_delivery:post"
      title={t("hires.extend.title", { number: delivery.number })}
      description={t("hires.extend.hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("hires.extend.action")}
      onSubmit={async ({ hire_until }, close) => {
        const chosen = lines.filter(({ id }) => !leftOut.includes(id))
        if (chosen.length === 0) return void toast.error(t("hires.extend.nothing"))
        await mutateAsync({
          hire_until,
          lines: chosen.map(({ id }) => ({ line_id: id })),
          idempotency_key: idempotencyKey,
        })
        toast.success(t("hires.saved"))
        close()
      }}
    >
      <Field
        form={form}
        name="hire_until"
        label={t("documents.columns.hire_until")}
        hint={t("hires.extend.until_hint")}
        isRequired
      >
        {(field) => <DayPicker {...field} />}
      </Field>
      <ChosenLines lines={lines} leftOut={leftOut} onChange={setLeftOut} />
    </FormDrawer>
  )
}

interface ChosenLinesProps {
  lines: readonly DocumentLine[]
  leftOut: readonly string[]
  onChange: (leftOut: readonly string[]) => void
}

const ChosenLines = ({ lines, leftOut, onChange }: ChosenLinesProps) => {
  const titleOf = useItemTitles(lines.map((line) => line.inventory_item_id))
  const field = useId()
  return (
    <div className="flex flex-col gap-y-3">
      {lines.map(({ id, inventory_item_id: itemId }) => (
        <div key={id} className="flex items-center gap-x-2">
          <Checkbox
            id={`${field}-${id}`}
            checked={!leftOut.includes(id)}
            onCheckedChange={(isChosen) =>
              onChange(isChosen ? leftOut.filter((one) => one !== id) : [...leftOut, id])
            }
          />
          <Label htmlFor={`${field}-${id}`} size="small">
            {titleOf(itemId)}
          </Label>
        </div>
      ))}
    </div>
  )
}
