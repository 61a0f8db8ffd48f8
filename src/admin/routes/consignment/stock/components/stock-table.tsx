import type { Stock } from "../../../../../http-contract/stock"
import { ListTable } from "../../../../components/list-table"
import { lotsOf, stockRowId, useStockColumns } from "../../../../components/stock-columns"
import { useStock } from "../../../../hooks/api/stock"
import { useExport } from "../../../../hooks/use-export"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../../../../hooks/use-names"
import { usePlaceFilters } from "../../../../hooks/use-place-filters"
import { useWords } from "../../../../hooks/use-words"

const filters = ["contractor_id", "warehouse_id"] as const
const exported = [
  "sku",
  "inventory_item_id",
  "contractor_id",
  "warehouse_id",
  "quantity",
  "value",
  "currency_code",
  "oldest_received_at",
] as const

/** Consigned stock by place and owner. */
export const StockTable = () => {
  const { t } = useWords()
  const { order: _, q: __, ...query } = useListQuery({ filters })
  const { stock = [], count, isSuccess, error, refetch } = useStock(query)
  const titleOf = useItemTitles(stock.map((row) => row.inventory_item_id))
  const contractorOf = useContractorNames(stock.map((row) => row.contractor_id))
  const warehouseOf = useWarehouseNames(stock.map((row) => row.warehouse_id))
  const exporting = useExport<Stock>("stock", query, exported)
  return (
    <ListTable
      rows={isSuccess ? stock : undefined}
      count={count}
      error={error}
      onRetry={() => void refetch()}
      heading={t("menu.stock")}
      headingLevel="h1"
      subHeading={t("stock.hint")}
      columns={useStockColumns({ titleOf, contractorOf, warehouseOf })}
      filters={usePlaceFilters()}
      getRowId={stockRowId}
      rowHref={lotsOf}
      actions={[
        { label: t("movements.show"), to: "/consignment/movements" },
        { label: t("lots.show"), to: "/consignment/lots" },
        { label: t("ageing.title"), to: "/consignment/ageing" },
        exporting,
      ]}
      empty={{ heading: t("stock.empty"), description: t("stock.hint") }}
    />
  )
}
