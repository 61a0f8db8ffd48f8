import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useStock } from "../hooks/api/stock"
import { useContractorNames, useItemTitles } from "../hooks/use-names"
import { useWords } from "../hooks/use-words"
import { Amount } from "./amount"
import { Problem } from "./problem"
import { stockRowId } from "./stock-columns"

interface StockSummaryProps {
  filter: { warehouse_id?: string; contractor_id?: string }
  empty?: ReactNode
}

const SHOWN = 5

/** The first few goods that lie consigned somewhere, for a widget that links to the whole list. */
export const StockSummary = ({ filter, empty }: StockSummaryProps) => {
  const { t } = useWords()
  const { stock, count = 0, error, refetch } = useStock({ ...filter, limit: SHOWN })
  const titleOf = useItemTitles(stock?.map((row) => row.inventory_item_id) ?? [])
  const contractorOf = useContractorNames(stock?.map((row) => row.contractor_id) ?? [])
  if (error && !stock) return <Problem error={error} onRetry={() => void refetch()} />
  if (stock?.length === 0) return empty
  return (
    <>
      {stock?.map((row) => (
        <div key={stockRowId(row)} className="flex items-center justify-between gap-x-4 px-6 py-3">
          <div className="min-w-0">
            <Text size="small" weight="plus" className="truncate">
              {titleOf(row.inventory_item_id)}
            </Text>
            <Text size="xsmall" className="truncate text-ui-fg-subtle">
              {contractorOf(row.contractor_id)}
            </Text>
          </div>
          <div className="txt-small">
            <Amount value={row.quantity} />
            <Amount
              value={row.value}
              currencyCode={row.currency_code}
              className="text-ui-fg-subtle"
            />
          </div>
        </div>
      ))}
      {count > SHOWN && (
        <Text size="small" className="px-6 py-3 text-ui-fg-subtle">
          {t("stock.more", { count: count - SHOWN })}
        </Text>
      )}
    </>
  )
}
