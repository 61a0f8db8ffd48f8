import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"
import type { Ageing } from "../../../../../http-contract/worklist"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { useFormat } from "../../../../hooks/use-format"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Ageing>()

const colors = { none: "grey", running: "green", due: "orange", overdue: "red" } as const

export const useAgeingColumns = (rows: Ageing[] = []) => {
  const { t } = useWords()
  const format = useFormat()
  const titleOf = useItemTitles(rows.map((row) => row.inventory_item_id))
  const contractorOf = useContractorNames(rows.map((row) => row.contractor_id))
  const warehouseOf = useWarehouseNames(rows.map((row) => row.warehouse_id))
  return useMemo(
    () => [
      column.accessor(({ inventory_item_id }) => titleOf(inventory_item_id), {
        id: "item",
        header: t("fields.item"),
      }),
      column.accessor(({ contractor_id }) => contractorOf(contractor_id), {
        id: "contractor",
        header: t("fields.contractor"),
      }),
      column.accessor(({ warehouse_id }) => warehouseOf(warehouse_id), {
        id: "warehouse",
        header: t("fields.warehouse"),
      }),
      column.accessor("received_at", {
        header: t("ageing.since"),
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("days_in_stock", {
        header: t("ageing.days"),
        align: "right",
        cell: ({ getValue }) => <Amount value={String(getValue())} />,
      }),
      column.accessor("quantity", {
        header: t("fields.quantity"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("term", {
        header: t("ageing.term"),
        cell: ({ row: { original } }) => (
          <StatusBadge color={colors[original.term]}>
            {t(`ageing.terms.${original.term}`, {
              date: original.due_on && format.day(original.due_on),
            })}
          </StatusBadge>
        ),
      }),
    ],
    [t, format, titleOf, contractorOf, warehouseOf]
  )
}
