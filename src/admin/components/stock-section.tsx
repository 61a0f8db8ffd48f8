import { useStock } from "../hooks/api/stock"
import { useListQuery } from "../hooks/use-list-query"
import { useContractorNames, useItemTitles, useWarehouseNames } from "../hooks/use-names"
import { ListTable } from "./list-table"
import { lotsOf, stockRowId, useStockColumns } from "./stock-columns"

interface StockSectionProps {
  heading: string
  filter: { contractor_id: string } | { warehouse_id: string }
  empty: { heading: string; description?: string }
}

const PREFIX = "stock"
const PAGE_SIZE = 10

/** The consigned stock of one contractor or one warehouse, on the page about it. */
export const StockSection = ({ heading, filter, empty }: StockSectionProps) => {
  const { limit, offset } = useListQuery({ prefix: PREFIX, pageSize: PAGE_SIZE })
  const { stock, count, error, refetch } = useStock({ ...filter, limit, offset })
  const titleOf = useItemTitles(stock?.map((row) => row.inventory_item_id) ?? [])
  const contractorOf = useContractorNames(stock?.map((row) => row.contractor_id) ?? [])
  const warehouseOf = useWarehouseNames(stock?.map((row) => row.warehouse_id) ?? [])
  const columns = useStockColumns({
    titleOf,
    ...("contractor_id" in filter ? { warehouseOf } : { contractorOf }),
  })
  return (
    <ListTable
      heading={heading}
      headingLevel="h2"
      prefix={PREFIX}
      pageSize={PAGE_SIZE}
      columns={columns}
      rows={stock}
      count={count}
      getRowId={stockRowId}
      rowHref={lotsOf}
      error={error}
      onRetry={() => void refetch()}
      empty={empty}
    />
  )
}
