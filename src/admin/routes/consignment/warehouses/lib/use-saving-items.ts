import type { UseFormReturn } from "react-hook-form"
import type { SetWarehouseItemsBody } from "../../../../../http-contract/warehouse-item"
import { useSetWarehouseItems } from "../../../../hooks/api/warehouse-items"
import { useWords } from "../../../../hooks/use-words"
import { Refusal } from "../../../../lib/refusal"
import { withCurrency } from "./with-currency"

export type ItemsForm = UseFormReturn<SetWarehouseItemsBody, unknown, SetWarehouseItemsBody>

/** Saves what was filled in of items at a warehouse. Undefined if a maximum was refused, which is told below its field. */
export const useSavingItems = (form: ItemsForm, warehouseId: string, currencies: string[]) => {
  const { t } = useWords()
  const { mutateAsync, isPending } = useSetWarehouseItems(warehouseId)
  const save = async ({ items }: SetWarehouseItemsBody) => {
    const body = { items: items.map((item) => withCurrency(item, currencies)) }
    return await mutateAsync(body).catch((error: unknown) => {
      const refused = refusedMaximaOf(error)
      if (refused.length === 0) throw error
      for (const index of refused) {
        form.setError(`items.${index}.maximum`, { message: t("warehouse_items.maximum_refused") })
      }
    })
  }
  return { save, isSaving: isPending }
}

const refusedMaximaOf = (error: unknown): number[] =>
  error instanceof Refusal
    ? (error.details?.lines ?? []).flatMap(({ index, path }) => (path === "maximum" ? index : []))
    : []
