import type { Warehouse } from "../../../../../../http-contract/warehouse"
import { ListTable } from "../../../../../components/list-table"
import { stockRowId, useStockColumns } from "../../../../../components/stock-columns"
import { useStock } from "../../../../../hooks/api/stock"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useContractorNames, useItemTitles } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"

/** What lies consigned in the warehouse, and whose it is. */
export const StockTable = ({ warehouse: { id, direction } }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  const { limit, offset } = useListQuery()
  const { stock, count, error, refetch } = useStock({ warehouse_id: id, limit, offset })
  const titleOf = useItemTitles(stock?.map((row) => row.inventory_item_id) ?? [])
  const contractorOf = useContractorNames(stock?.map((row) => row.contractor_id) ?? [])
  const columns = useStockColumns({ titleOf, contractorOf })
  return (
    <ListTable
      heading={t("warehouses.stock")}
      headingLevel="h2"
      columns={columns}
      rows={stock}
      count={count}
      getRowId={stockRowId}
      rowHref={(row) =>
        `/consignment/lots?inventory_item_id=${row.inventory_item_id}&warehouse_id=${id}`
      }
      error={error}
      onRetry={() => void refetch()}
      empty={{
        heading: t("warehouses.no_stock"),
        description: t(`warehouses.no_stock_hint.${direction}`),
      }}
    />
  )
}
