import { Input, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useCheckReceipt } from "../../../../hooks/api/goods-receipts"
import { useFormat } from "../../../../hooks/use-format"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { toChecked, type CheckValues } from "../lib/check-values"
import { uncheckedOf } from "../lib/unchecked-lines"

/** Accepted units of a receipt, and those that go back to their owner. */
export const CheckForm = ({ receipt }: { receipt: Document }) => {
  const { t } = useWords()
  const format = useFormat()
  // The receipt may be read anew meanwhile, and the fields must stay with their lines.
  const [lines] = useState(() => receipt.lines.filter((line) => uncheckedOf(line).gt(0)))
  const titleOf = useItemTitles(lines.map((line) => line.inventory_item_id))
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const form = useForm<CheckValues>({
    defaultValues: {
      lines: lines.map((line) => ({
        line_id: line.id,
        accepted: uncheckedOf(line).toFixed(),
        rejected: "",
        reason: "",
      })),
    },
  })
  const { mutateAsync, isPending } = useCheckReceipt(receipt.id)
  return (
    <FormDrawer
      needs="consignment_goods_receipt:post"
      title={t("checks.title", { number: receipt.number })}
      description={t("checks.hint")}
      form={form}
      isSaving={isPending}
      submitLabel={t("checks.action")}
      onSubmit={async (values, close) => {
        const checked = toChecked(values)
        if (checked.length === 0) return void toast.error(t("checks.nothing"))
        await mutateAsync({ lines: checked, idempotency_key: idempotencyKey })
        toast.success(t("checks.saved"))
        close()
      }}
    >
      {lines.map((line, index) => (
        <div
          key={line.id}
          className="border-ui-border-base flex flex-col gap-y-4 rounded-lg border p-4"
        >
          <div>
            <Text size="small" weight="plus">
              {titleOf(line.inventory_item_id)}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {t("checks.to_check", { quantity: format.quantity(uncheckedOf(line).toFixed()) })}
            </Text>
          </div>
          <div className="grid grid-cols-2 gap-4">
            <Field form={form} name={`lines.${index}.accepted`} label={t("checks.accepted")}>
              {(field) => <DecimalInput {...field} />}
            </Field>
            <Field form={form} name={`lines.${index}.rejected`} label={t("checks.rejected")}>
              {(field) => <DecimalInput {...field} />}
            </Field>
          </div>
          <Field
            form={form}
            name={`lines.${index}.reason`}
            label={t("checks.reason")}
            hint={t("checks.reason_hint")}
            isOptional
          >
            {(field) => <Input {...field} autoComplete="off" />}
          </Field>
        </div>
      ))}
    </FormDrawer>
  )
}
