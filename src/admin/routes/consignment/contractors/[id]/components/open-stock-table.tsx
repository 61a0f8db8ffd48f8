import { StockSection } from "../../../../../components/stock-section"
import { useWords } from "../../../../../hooks/use-words"

/** The contractor's goods with us, and our goods with the contractor. */
export const OpenStockTable = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  return (
    <StockSection
      heading={t("contractors.open_stock")}
      filter={{ contractor_id: contractorId }}
      empty={{
        heading: t("contractors.no_open_stock"),
        description: t("contractors.open_stock_hint"),
      }}
    />
  )
}
