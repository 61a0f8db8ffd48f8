import { ListTable } from "../../../../../components/list-table"
import { useStock } from "../../../../../hooks/api/stock"
import { useListQuery } from "../../../../../hooks/use-list-query"
import { useItemTitles, useWarehouseNames } from "../../../../../hooks/use-names"
import { useWords } from "../../../../../hooks/use-words"
import { stockRowId, useStockColumns } from "../../../../../components/stock-columns"

const PREFIX = "stock"
const PAGE_SIZE = 10

/** What of the contractor's lies with us, or of ours with him. */
export const OpenStockTable = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  const { limit, offset } = useListQuery({ prefix: PREFIX, pageSize: PAGE_SIZE })
  const { stock, count, error, refetch } = useStock({ contractor_id: contractorId, limit, offset })
  const titleOf = useItemTitles(stock?.map((row) => row.inventory_item_id) ?? [])
  const warehouseOf = useWarehouseNames(stock?.map((row) => row.warehouse_id) ?? [])
  const columns = useStockColumns({ titleOf, warehouseOf })
  return (
    <ListTable
      heading={t("contractors.open_stock")}
      headingLevel="h2"
      prefix={PREFIX}
      pageSize={PAGE_SIZE}
      columns={columns}
      rows={stock}
      count={count}
      getRowId={stockRowId}
      error={error}
      onRetry={() => void refetch()}
      empty={{ heading: t("contractors.no_open_stock") }}
    />
  )
}
