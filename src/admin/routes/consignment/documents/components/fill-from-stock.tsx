import { Button } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"
import type { UseFormReturn } from "react-hook-form"
import type { Stock } from "../../../../../http-contract/stock"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useStock } from "../../../../hooks/api/stock"
import { useItemTitlesRead } from "../../../../hooks/use-names"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import { readFree } from "../../../../lib/free-stock"
import { bookedLines, type FreeOf } from "../lib/booked-lines"
import { documentForms } from "../lib/document-forms"
import type { DocumentValues, LineValues } from "../lib/document-values"

interface FillFromStockProps {
  form: UseFormReturn<DocumentValues>
  kind: PostableKind
  onFill: (lines: LineValues[]) => void
}

const MOST_LINES = 1_000

/** Adds a line for each item in stock: for a count sheet, a full return or a sales report. */
export const FillFromStock = ({ form, kind, onFill }: FillFromStockProps) => {
  const { t } = useWords()
  const { fills, listsStock, keepsReserved } = documentForms[kind]
  const { contractor_id, warehouse_id, from_warehouse_id } = form.watch("head")
  const filter = { contractor_id, warehouse_id: warehouse_id || from_warehouse_id }
  const isChosen = Boolean(filter.contractor_id || filter.warehouse_id)
  const { stock } = useStock(
    { ...filter, limit: MOST_LINES },
    { enabled: Boolean(fills) && isChosen, placeholderData: undefined }
  )
  const { titleOf, isRead } = useItemTitlesRead(stock?.map((row) => row.inventory_item_id) ?? [])

  const listed = useRef(form.getValues("lines").length > 0 ? warehouse_id : undefined)
  useEffect(() => {
    if (!listsStock || !warehouse_id || !stock || !isRead || listed.current === warehouse_id) return
    listed.current = warehouse_id
    onFill(bookedLines(stock, titleOf))
  }, [listsStock, warehouse_id, stock, isRead, titleOf, onFill])

  const [isFilling, setFilling] = useState(false)
  const report = useReportedError()
  const fill = async (): Promise<void> => {
    if (!stock) return
    if (fills !== "quantity") return onFill(bookedLines(stock, titleOf))
    setFilling(true)
    await readFreeOf(stock, keepsReserved === true)
      .then((freeOf) => onFill(bookedLines(stock, titleOf, freeOf)))
      .catch(report)
    setFilling(false)
  }

  if (!fills) return null
  const label = listsStock ? "all" : kind === "stock_count" ? "count_sheet" : "fill"
  return (
    <Button
      size="small"
      type="button"
      variant="secondary"
      disabled={!isChosen || !stock?.length}
      isLoading={isFilling}
      onClick={() => void fill()}
    >
      {t(`documents.lines.${label}`)}
    </Button>
  )
}

/** All of the stock may be taken, unless what is reserved of it has to stay. */
const readFreeOf = async (stock: Stock[], keepsReserved: boolean): Promise<FreeOf> => {
  const [place] = stock
  if (!keepsReserved || !place) return () => Infinity
  const ids = [...new Set(stock.map((row) => row.inventory_item_id))]
  const free = await readFree(place.stock_location_id, ids)
  return (id) => free.get(id) ?? 0
}
