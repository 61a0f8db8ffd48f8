import { toast } from "@medusajs/ui"
import { useReconciliation, useReleaseLeakedReservation } from "../../../hooks/api/stock"
import { useFormat } from "../../../hooks/use-format"
import { useWords } from "../../../hooks/use-words"
import { toCount } from "../../../lib/to-count"
import { SHOWN, type ToDoSource, type ToDo } from "./to-do"

/** Units that Medusa reserves for orders that no longer need them. */
export const useLeakedReservations = (): ToDoSource => {
  const { t } = useWords()
  const format = useFormat()
  const { leaked_reservations: leaked, error } = useReconciliation(SHOWN)
  const release = useReleaseLeakedReservation({
    onSuccess: ({ leaked: quantity, sku, inventory_item_id: itemId }) => {
      const released = { quantity: format.quantity(quantity), item: sku ?? itemId }
      toast.success(t("to_do.leaked.released", { ...toCount(quantity), ...released }))
    },
    onError: (refusal) => toast.error(refusal.message),
  })
  const toDos = leaked?.map(
    ({
      id,
      sku,
      inventory_item_id: itemId,
      stock_location_id: locationId,
      stock_location_name: location,
      leaked: quantity,
    }): ToDo => ({
      key: id,
      urgency: "soon",
      title: t("to_do.leaked.title", {
        ...toCount(quantity),
        quantity: format.quantity(quantity),
        item: sku ?? itemId,
        location: location ?? locationId,
      }),
      hint: t("to_do.leaked.hint"),
      action: t("to_do.leaked.action"),
      needs: ["consignment_stock:manage"],
      to: {
        act: () => release.mutate(id),
        isActing: release.isPending && release.variables === id,
      },
    })
  )
  return { toDos, error }
}
