import { StockSection } from "../../../../../components/stock-section"
import { useWords } from "../../../../../hooks/use-words"

/** What of the contractor's lies with us, or of ours with him. */
export const OpenStockTable = ({ contractorId }: { contractorId: string }) => {
  const { t } = useWords()
  return (
    <StockSection
      heading={t("contractors.open_stock")}
      filter={{ contractor_id: contractorId }}
      empty={{ heading: t("contractors.no_open_stock") }}
    />
  )
}
