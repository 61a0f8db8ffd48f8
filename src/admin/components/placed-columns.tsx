import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { Amount } from "./amount"

interface Placed {
  inventory_item_id: string
  contractor_id: string
  warehouse_id: string
  unit_cost: string
  currency_code: string
}

/** The columns that lots and movements have in common: of what, whose, where, and at which cost. */
export const usePlacedColumns = <Row extends Placed>(rows: Row[]) => {
  const { t } = useWords()
  const titleOf = useItemTitles(rows.map((row) => row.inventory_item_id))
  const contractorOf = useContractorNames(rows.map((row) => row.contractor_id))
  const warehouseOf = useWarehouseNames(rows.map((row) => row.warehouse_id))
  return useMemo(() => {
    const column = createDataTableColumnHelper<Row>()
    return {
      // A value is kept with its row, so a name that is read later has to be the cell's own.
      places: [
        column.display({
          id: "item",
          header: t("fields.item"),
          cell: ({ row: { original } }) => titleOf(original.inventory_item_id),
        }),
        column.display({
          id: "contractor",
          header: t("fields.contractor"),
          cell: ({ row: { original } }) => contractorOf(original.contractor_id),
        }),
        column.display({
          id: "warehouse",
          header: t("fields.warehouse"),
          cell: ({ row: { original } }) => warehouseOf(original.warehouse_id),
        }),
      ],
      unitCost: column.accessor((row) => row.unit_cost, {
        id: "unit_cost",
        header: t("fields.unit_cost"),
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.unit_cost} currencyCode={original.currency_code} isUnitCost />
        ),
      }),
    }
  }, [t, titleOf, contractorOf, warehouseOf])
}
