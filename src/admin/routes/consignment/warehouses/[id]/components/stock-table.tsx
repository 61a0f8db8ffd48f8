import type { Warehouse } from "../../../../../../http-contract/warehouse"
import { StockSection } from "../../../../../components/stock-section"
import { useWords } from "../../../../../hooks/use-words"

/** What lies consigned in the warehouse, and whose it is. */
export const StockTable = ({ warehouse: { id, direction } }: { warehouse: Warehouse }) => {
  const { t } = useWords()
  return (
    <StockSection
      heading={t("warehouses.stock")}
      filter={{ warehouse_id: id }}
      empty={{
        heading: t("warehouses.no_stock"),
        description: t(`warehouses.no_stock_hint.${direction}`),
      }}
    />
  )
}
