import { createDataTableColumnHelper, toast } from "@medusajs/ui"
import { useMemo } from "react"
import type { WarehouseItem } from "../../../../../../http-contract/warehouse-item"
import { Amount } from "../../../../../components/amount"
import { ItemRowMenu } from "../../../../../components/item-row-menu"
import { useRemoveWarehouseItem } from "../../../../../hooks/api/warehouse-items"
import type { NameOf } from "../../../../../hooks/use-names"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

const column = createDataTableColumnHelper<WarehouseItem>()

export const useAgreedItemColumns = (warehouseId: string, titleOf: NameOf) => {
  const { t } = useWords()
  const { mutate: remove } = useRemoveWarehouseItem(warehouseId, {
    onError: useReportedError(),
    onSuccess: () => void toast.success(t("warehouse_items.removed")),
  })
  return useMemo(
    () => [
      column.accessor("inventory_item_id", {
        header: t("fields.item"),
        cell: ({ getValue }) => titleOf(getValue()),
      }),
      column.accessor("sku", {
        header: t("fields.sku"),
        enableSorting: true,
        cell: ({ getValue }) => getValue() ?? "–",
      }),
      column.accessor("minimum", {
        header: t("warehouse_items.minimum"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("maximum", {
        header: t("warehouse_items.maximum"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("unit_price", {
        header: t("warehouse_items.price"),
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.unit_price} currencyCode={original.currency_code} isUnitCost />
        ),
      }),
      column.display({
        id: "actions",
        cell: ({ row: { original } }) => (
          <ItemRowMenu
            needs="consignment_warehouse:manage"
            inventoryItemId={original.inventory_item_id}
            question={{
              title: t("warehouse_items.remove_title"),
              description: t("warehouse_items.remove_hint", {
                item: titleOf(original.inventory_item_id),
              }),
            }}
            onRemove={() => remove(original.inventory_item_id)}
          />
        ),
      }),
    ],
    [t, titleOf, remove]
  )
}
