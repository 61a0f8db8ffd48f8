import { Button } from "@medusajs/ui"
import type { UseFormReturn } from "react-hook-form"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useStock } from "../../../../hooks/api/stock"
import { useItemTitles } from "../../../../hooks/use-names"
import { useWords } from "../../../../hooks/use-words"
import { documentForms } from "../lib/document-forms"
import type { DocumentValues, LineValues } from "../lib/document-values"
import { bookedLines } from "../lib/booked-lines"

interface FillFromStockProps {
  form: UseFormReturn<DocumentValues>
  kind: PostableKind
  onFill: (lines: LineValues[]) => void
}

const MOST_LINES = 1_000

/** Makes a line of each item that lies there: a count sheet, or a return of all that is left. */
export const FillFromStock = ({ form, kind, onFill }: FillFromStockProps) => {
  const { t } = useWords()
  const { fills } = documentForms[kind]
  const { contractor_id, warehouse_id, from_warehouse_id } = form.watch("head")
  const filter = { contractor_id, warehouse_id: warehouse_id || from_warehouse_id }
  const isChosen = Boolean(filter.contractor_id || filter.warehouse_id)
  const { stock = [] } = useStock(
    { ...filter, limit: MOST_LINES },
    { enabled: Boolean(fills) && isChosen }
  )
  const titleOf = useItemTitles(stock.map((row) => row.inventory_item_id))
  if (!fills) return null
  return (
    <Button
      size="small"
      type="button"
      variant="secondary"
      disabled={!isChosen || stock.length === 0}
      onClick={() => onFill(bookedLines(stock, fills, titleOf))}
    >
      {t(kind === "stock_count" ? "documents.lines.count_sheet" : "documents.lines.fill")}
    </Button>
  )
}
