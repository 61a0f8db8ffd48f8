import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Refill } from "../../../../../../http-contract/warehouse-item"
import { Amount } from "../../../../../components/amount"
import type { NameOf } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"

const column = createDataTableColumnHelper<Refill>()

const figures = ["quantity", "drafted_quantity", "suggested_quantity"] as const

export const useRefillColumns = (titleOf: NameOf) => {
  const { t } = useWords()
  return useMemo(
    () => [
      column.accessor("inventory_item_id", {
        header: t("fields.item"),
        cell: ({ getValue }) => titleOf(getValue()),
      }),
      column.accessor("sku", {
        header: t("fields.sku"),
        cell: ({ getValue }) => getValue() ?? "–",
      }),
      ...figures.map((name) =>
        column.accessor(name, {
          header: t(`refill.columns.${name}`),
          align: "right",
          cell: ({ getValue }) => <Amount value={getValue()} />,
        })
      ),
    ],
    [t, titleOf]
  )
}
