import { toast } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { DecimalInput } from "../../../../components/decimal-input"
import { Field } from "../../../../components/field"
import { FormDrawer } from "../../../../components/form-drawer"
import { useReceiveDelivery } from "../../../../hooks/api/deliveries"
import { useFormat } from "../../../../hooks/use-format"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { toDecimal } from "../../../../lib/to-decimal"

/** Keeps what the customer says arrived, line by line; no stock moves. */
export const ReceiptForm = ({ delivery }: { delivery: Document }) => {
  const { t } = useWords()
  const format = useFormat()
  const { id, number, lines } = delivery
  const titleOf = useItemTitles(lines.map((line) => line.inventory_item_id))
  const form = useForm<{ quantities: string[] }>({
    defaultValues: {
      quantities: lines.map(({ quantity, received_quantity: received }) =>
        typeof received === "string" ? received : quantity
      ),
    },
  })
  const { mutateAsync, isPending } = useReceiveDelivery(id)
  return (
    <FormDrawer
      title={t("deliveries.receipt.title", { number })}
      description={t("deliveries.receipt.hint")}
      form={form}
      isSaving={isPending}
      onSubmit={async ({ quantities }, close) => {
        await mutateAsync({
          lines: lines.map((line, index) => ({
            line_id: line.id,
            received_quantity: toDecimal(quantities[index] ?? "") || line.quantity,
          })),
        })
        toast.success(t("deliveries.receipt.saved"))
        close()
      }}
    >
      {lines.map((line, index) => (
        <Field
          key={line.id}
          form={form}
          name={`quantities.${index}`}
          label={titleOf(line.inventory_item_id)}
          hint={t("deliveries.receipt.delivered", { quantity: format.quantity(line.quantity) })}
        >
          {(field) => <DecimalInput {...field} />}
        </Field>
      ))}
    </FormDrawer>
  )
}
