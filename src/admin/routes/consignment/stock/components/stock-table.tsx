import type { Stock } from "../../../../../http-contract/stock"
import { ListTable } from "../../../../components/list-table"
import { ListTotals } from "../../../../components/list-totals"
import { lotsOf, stockRowId, useStockColumns } from "../../../../components/stock-columns"
import { useStock, useStockTotals } from "../../../../hooks/api/stock"
import { useExport } from "../../../../hooks/use-export"
import { useListQuery } from "../../../../hooks/use-list-query"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../../../../hooks/use-names"
import {
  useContractorFilter,
  useDirectionFilter,
  useItemFilter,
  useWarehouseFilter,
} from "../../../../hooks/use-searched-filter"
import { useWords } from "../../../../hooks/use-words"

const exported = [
  "sku",
  "inventory_item_id",
  "contractor_id",
  "warehouse_id",
  "direction",
  "quantity",
  "value",
  "currency_code",
  "oldest_received_at",
] as const

/** Consigned stock by place and owner. */
export const StockTable = () => {
  const { t } = useWords()
  const filters = [
    useContractorFilter(),
    useWarehouseFilter(),
    useItemFilter(),
    useDirectionFilter(),
  ]
  const { order: _, ...query } = useListQuery({ filters: filters.map(({ id }) => id) })
  const { stock = [], count, isSuccess, error, refetch } = useStock(query)
  const { totals } = useStockTotals(query)
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
      columns={useStockColumns({ titleOf, contractorOf, warehouseOf, hasDirection: true })}
      filters={filters}
      enableSearch
      getRowId={stockRowId}
      rowHref={lotsOf}
      actions={[exporting]}
      footer={<ListTotals totals={totals} />}
      empty={{ heading: t("stock.empty"), description: t("stock.empty_hint") }}
    />
  )
}
