import { PencilSquare, Trash } from "@medusajs/icons"
import { createDataTableColumnHelper, toast, usePrompt } from "@medusajs/ui"
import { useMemo } from "react"
import type { WarehouseItem } from "../../../../../../http-contract/warehouse-item"
import { ActionMenu } from "../../../../../components/action-menu"
import { Amount } from "../../../../../components/amount"
import { useRemoveWarehouseItem } from "../../../../../hooks/api/warehouse-items"
import type { NameOf } from "../../../../../hooks/use-names"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

const column = createDataTableColumnHelper<WarehouseItem>()

export const useAgreedItemColumns = (warehouseId: string, titleOf: NameOf) => {
  const { t } = useWords()
  const remove = useRemoval(warehouseId, titleOf)
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
          <div className="flex justify-end">
            <ActionMenu
              groups={[
                {
                  actions: [
                    {
                      icon: <PencilSquare />,
                      label: t("actions.edit"),
                      to: `edit-item/${original.inventory_item_id}`,
                    },
                  ],
                },
                {
                  actions: [
                    {
                      icon: <Trash />,
                      label: t("actions.remove"),
                      onClick: () => void remove(original),
                    },
                  ],
                },
              ]}
            />
          </div>
        ),
      }),
    ],
    [t, titleOf, remove]
  )
}

const useRemoval = (warehouseId: string, titleOf: NameOf) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const { mutate } = useRemoveWarehouseItem(warehouseId, {
    onError: useReportedError(),
    onSuccess: () => toast.success(t("warehouse_items.removed")),
  })
  return async ({ inventory_item_id }: WarehouseItem): Promise<void> => {
    const isWanted = await prompt({
      title: t("warehouse_items.remove_title"),
      description: t("warehouse_items.remove_hint", { item: titleOf(inventory_item_id) }),
      confirmText: t("actions.remove"),
      cancelText: t("actions.cancel"),
    })
    if (isWanted) mutate(inventory_item_id)
  }
}
