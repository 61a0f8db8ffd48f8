import { toast } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import type { Document } from "../../../../../http-contract/document"
import { LineQuantitiesForm } from "../../../../components/line-quantities-form"
import { useReceiveDelivery } from "../../../../hooks/api/deliveries"
import { useFormat } from "../../../../hooks/use-format"
import { useWords } from "../../../../hooks/use-words"

/** Keeps what the customer says arrived, line by line; no stock moves. */
export const ReceiptForm = ({ delivery }: { delivery: Document }) => {
  const { t } = useWords()
  const format = useFormat()
  const { id, number, lines } = delivery
  const form = useForm<{ quantities: string[] }>({
    defaultValues: {
      quantities: lines.map(({ quantity, received_quantity: received }) =>
        typeof received === "string" ? received : quantity
      ),
    },
  })
  const { mutateAsync, isPending } = useReceiveDelivery(id)
  return (
    <LineQuantitiesForm
      needs="consignment_delivery:post"
      title={t("deliveries.receipt.title", { number })}
      description={t("deliveries.receipt.hint")}
      form={form}
      lines={lines}
      hintOf={({ quantity }) =>
        t("deliveries.receipt.delivered", { quantity: format.quantity(quantity) })
      }
      isZeroSent
      isSaving={isPending}
      submitLabel={t("actions.save")}
      onSubmit={async (arrived, _, close) => {
        const received = arrived.map(({ line_id, quantity }) => ({
          line_id,
          received_quantity: quantity,
        }))
        await mutateAsync({ lines: received })
        toast.success(t("deliveries.receipt.saved"))
        close()
      }}
    />
  )
}
