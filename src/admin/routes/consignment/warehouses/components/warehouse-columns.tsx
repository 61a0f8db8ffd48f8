import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Warehouse } from "../../../../../http-contract/warehouse"
import type { NameOf } from "../../../../hooks/use-names"
import { useStrategyName } from "../../../../hooks/use-strategy-name"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Warehouse>()

export const useWarehouseColumns = ({
  contractorOf,
  locationOf,
}: {
  contractorOf: NameOf
  locationOf: NameOf
}) => {
  const { t } = useWords()
  const strategyOf = useStrategyName()
  return useMemo(
    () => [
      column.accessor("name", { header: t("fields.name"), enableSorting: true }),
      column.accessor("stock_location_id", {
        header: t("fields.location"),
        cell: ({ getValue }) => locationOf(getValue()),
      }),
      column.accessor("direction", {
        header: t("fields.direction"),
        cell: ({ row: { original } }) =>
          [t(`terms.direction.${original.direction}`), contractorOf(original.contractor_id)]
            .filter(Boolean)
            .join(" · "),
      }),
      column.accessor("issue_strategy", {
        header: t("warehouses.strategy"),
        cell: ({ getValue }) => strategyOf(getValue()),
      }),
      column.accessor("branch_code", {
        header: t("fields.branch"),
        enableSorting: true,
        cell: ({ getValue }) => getValue() ?? "–",
      }),
    ],
    [t, strategyOf, contractorOf, locationOf]
  )
}
