import { createDataTableColumnHelper, toast } from "@medusajs/ui"
import { useMemo } from "react"
import type { ContractorItem } from "../../../../../../http-contract/contractor-item"
import { Amount } from "../../../../../components/amount"
import { ItemRowMenu } from "../../../../../components/item-row-menu"
import { useUnmarkContractorItem } from "../../../../../hooks/api/contractor-items"
import type { NameOf } from "../../../../../hooks/use-names"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

const column = createDataTableColumnHelper<ContractorItem>()

export const useItemColumns = (contractorId: string, titleOf: NameOf) => {
  const { t } = useWords()
  const { mutate: remove } = useUnmarkContractorItem(contractorId, {
    onError: useReportedError(),
    onSuccess: () => void toast.success(t("contractor_items.removed")),
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
      column.accessor("contractor_sku", {
        header: t("contractor_items.contractor_sku"),
        cell: ({ getValue }) => getValue() ?? "–",
      }),
      column.accessor("unit_cost", {
        header: t("fields.unit_cost"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} isUnitCost />,
      }),
      column.accessor("pack_size", {
        header: t("contractor_items.pack_size"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.display({
        id: "actions",
        cell: ({ row: { original } }) => (
          <ItemRowMenu
            needs="consignment_contractor:manage"
            inventoryItemId={original.inventory_item_id}
            question={{
              title: t("contractor_items.remove_title"),
              description: t("contractor_items.remove_hint", {
                sku: original.sku ?? original.inventory_item_id,
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
