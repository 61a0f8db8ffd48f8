import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Lot } from "../../../../../http-contract/stock"
import { Amount } from "../../../../components/amount"
import { Instant } from "../../../../components/instant"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../../../../hooks/use-names"
import { usePlaceFilters } from "../../../../hooks/use-place-filters"
import { useWords } from "../../../../hooks/use-words"

const column = createDataTableColumnHelper<Lot>()

export const useLotColumns = (lots: Lot[] = []) => {
  const { t } = useWords()
  const titleOf = useItemTitles(lots.map((one) => one.inventory_item_id))
  const contractorOf = useContractorNames(lots.map((one) => one.contractor_id))
  const warehouseOf = useWarehouseNames(lots.map((one) => one.warehouse_id))
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
        header: t("fields.received_at"),
        enableSorting: true,
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("quantity_received", {
        header: t("lots.columns.quantity_received"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("quantity_remaining", {
        header: t("lots.columns.quantity_remaining"),
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

export const useLotFilters = () => {
  const { t } = useWords()
  const places = usePlaceFilters()
  return useMemo(
    () => [
      ...places,
      {
        id: "open",
        type: "radio" as const,
        label: t("lots.columns.quantity_remaining"),
        options: ["true", "false"].map((value) => ({ value, label: t(`lots.open.${value}`) })),
      },
    ],
    [places, t]
  )
}
