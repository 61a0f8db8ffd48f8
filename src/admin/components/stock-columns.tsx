import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import type { Stock } from "../../http-contract/stock"
import { useWords } from "../hooks/use-words"
import type { NameOf } from "../hooks/use-names"
import { Amount } from "./amount"
import { Instant } from "./instant"

const column = createDataTableColumnHelper<Stock>()

export const stockRowId = (row: Stock): string =>
  [row.warehouse_id, row.inventory_item_id, row.contractor_id, row.currency_code].join(" ")

/** The lots that a row is the sum of. */
export const lotsOf = (row: Stock): string =>
  `/consignment/lots?inventory_item_id=${row.inventory_item_id}&contractor_id=${row.contractor_id}&warehouse_id=${row.warehouse_id}`

interface StockColumns {
  titleOf: NameOf
  /** Left out, the column is left out: on the page of one warehouse, of one contractor. */
  warehouseOf?: NameOf
  contractorOf?: NameOf
  /** Suppliers' goods and ours at customers stand in one list. */
  hasDirection?: boolean
}

export const useStockColumns = ({
  titleOf,
  warehouseOf,
  contractorOf,
  hasDirection = false,
}: StockColumns) => {
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
      ...(contractorOf
        ? [
            column.accessor("contractor_id", {
              header: t("fields.contractor"),
              cell: ({ getValue }) => contractorOf(getValue()),
            }),
          ]
        : []),
      ...(warehouseOf
        ? [
            column.accessor("warehouse_id", {
              header: t("fields.warehouse"),
              cell: ({ getValue }) => warehouseOf(getValue()),
            }),
          ]
        : []),
      ...(hasDirection
        ? [
            column.accessor("direction", {
              header: t("fields.direction"),
              cell: ({ getValue }): string => t(`terms.direction.${getValue()}`),
            }),
          ]
        : []),
      column.accessor("oldest_received_at", {
        header: t("stock.oldest"),
        cell: ({ getValue }) => <Instant value={getValue()} />,
      }),
      column.accessor("quantity", {
        header: t("fields.quantity"),
        align: "right",
        cell: ({ getValue }) => <Amount value={getValue()} />,
      }),
      column.accessor("value", {
        header: t("fields.value"),
        align: "right",
        cell: ({ row: { original } }) => (
          <Amount value={original.value} currencyCode={original.currency_code} />
        ),
      }),
    ],
    [t, titleOf, warehouseOf, contractorOf, hasDirection]
  )
}
