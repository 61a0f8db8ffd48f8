import { StockSection } from "../../../../../components/stock-section"
import { useWords } from "../../../../../hooks/use-words"

/** What lies consigned in the warehouse, and whose it is. */
export const StockTable = ({ warehouseId }: { warehouseId: string }) => {
  const { t } = useWords()
  return (
    <StockSection
      heading={t("warehouses.stock")}
      filter={{ warehouse_id: warehouseId }}
      empty={{ heading: t("warehouses.no_stock"), description: t("warehouses.no_stock_hint") }}
    />
  )
}
