import { useDataTableDateFilters } from "@medusajs/dashboard/hooks"
import { createDataTableColumnHelper, type DataTableFilter } from "@medusajs/ui"
import { useMemo } from "react"
import type { Movement } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../../../../hooks/use-names"
import { usePlaceFilters } from "../../../../hooks/use-place-filters"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Movement>()

export const useMovementColumns = (movements: Movement[] = []) => {
  const { t } = useWords()
  const titleOf = useItemTitles(movements.map((one) => one.inventory_item_id))
  const contractorOf = useContractorNames(movements.map((one) => one.contractor_id))
  const warehouseOf = useWarehouseNames(movements.map((one) => one.warehouse_id))
  return useMemo(
    () => [
      column.accessor("effective_at", {
        header: t("fields.date"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} withTime />,
      }),
      column.accessor(({ type }) => t(`terms.movement.${type}`), {
        id: "type",
        header: t("fields.type"),
      }),
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
      column.accessor("quantity", {
        header: t("fields.quantity"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("unit_cost", {
        header: t("fields.unit_cost"),
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.unit_cost} currencyCode={original.currency_code} isUnitCost />
        ),
      }),
    ],
    [t, titleOf, contractorOf, warehouseOf]
  )
}

const types = [
  "goods_receipt",
  "goods_issue",
  "goods_issue_return",
  "internal_issue",
  "ownership_transfer",
  "consignor_return",
  "count_loss",
  "count_gain",
  "revaluation",
  "opening",
  "warehouse_transfer_out",
  "warehouse_transfer_in",
] as const

export const useMovementFilters = (): DataTableFilter[] => {
  const { t } = useWords()
  const places = usePlaceFilters()
  const [date] = useDataTableDateFilters()
  return useMemo(
    () => [
      ...places,
      {
        id: "type",
        type: "multiselect" as const,
        label: t("fields.type"),
        options: types.map((value) => ({ value, label: t(`terms.movement.${value}`) })),
      },
      ...(date ? [{ ...date, id: "effective_at", label: t("fields.date") }] : []),
    ],
    [places, date, t]
  )
}
