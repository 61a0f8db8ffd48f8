import { Trash } from "@medusajs/icons"
import { createDataTableColumnHelper, toast, usePrompt } from "@medusajs/ui"
import { useMemo } from "react"
import type { ContractorItem } from "../../../../../../http-contract/contractor-item"
import { ActionMenu } from "../../../../../components/action-menu"
import { Amount } from "../../../../../components/amount"
import { useUnmarkContractorItem } from "../../../../../hooks/api/contractor-items"
import type { NameOf } from "../../../../../hooks/use-names"
import { useReportedError } from "../../../../../hooks/use-reported-error"
import { useWords } from "../../../../../hooks/use-words"

const column = createDataTableColumnHelper<ContractorItem>()

export const useItemColumns = (contractorId: string, titleOf: NameOf) => {
  const { t } = useWords()
  const remove = useRemoval(contractorId)
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
          <div className="flex justify-end">
            <ActionMenu
              groups={[
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

const useRemoval = (contractorId: string) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const { mutate } = useUnmarkContractorItem(contractorId, {
    onError: useReportedError(),
    onSuccess: () => toast.success(t("contractor_items.removed")),
  })
  return async (item: ContractorItem): Promise<void> => {
    const isWanted = await prompt({
      title: t("contractor_items.remove_title"),
      description: t("contractor_items.remove_hint", { sku: item.sku ?? item.inventory_item_id }),
      confirmText: t("actions.remove"),
      cancelText: t("actions.cancel"),
    })
    if (isWanted) mutate(item.inventory_item_id)
  }
}
