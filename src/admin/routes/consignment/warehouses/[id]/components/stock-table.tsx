import type { Warehouse } from "../../../../../../http-contract/warehouse"
import { StockSection } from "../../../../../components/stock-section"
import { useWords } from "../../../../../hooks/use-words"

/** Consigned stock of the warehouse by owner. */
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
