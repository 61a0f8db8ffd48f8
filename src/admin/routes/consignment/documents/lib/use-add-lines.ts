import { toast } from "@medusajs/ui"
import { Decimal } from "decimal.js"
import { useCallback } from "react"
import type { UseFieldArrayReturn, UseFormReturn } from "react-hook-form"
import type { PostableKind } from "../../../../hooks/api/documents"
import { useWords } from "../../../../hooks/use-words"
import { findItems, type Item } from "../../../../lib/find-items"
import { localeOf } from "../../../../lib/format"
import { toDecimal } from "../../../../lib/to-decimal"
import { documentForms, fieldsOf } from "./document-forms"
import type { DocumentValues } from "./document-values"
import { readSpreadsheet } from "./read-spreadsheet"

export type Lines = UseFieldArrayReturn<DocumentValues, "lines">

/** The ways by which lines come into a form. */
export const useAddLines = (
  form: UseFormReturn<DocumentValues>,
  { append }: Lines,
  kind: PostableKind
) => {
  const { t, i18n } = useWords()
  const { counts } = documentForms[kind]

  /** An item that is there already counts one piece more, unless that line is of one lot. */
  const addItem = useCallback(
    (item: Item): void => {
      const index = form
        .getValues("lines")
        .findIndex((line) => line.item.id === item.id && !line.lot_id)
      if (index === -1)
        return append({ item, ...(counts && { [counts]: "1" }) }, { shouldFocus: false })
      if (!counts) return
      const name = `lines.${index}.${counts}` as const
      form.setValue(name, oneMore(form.getValues(name)), { shouldDirty: true })
    },
    [append, counts, form]
  )

  /** SKUs that the shop does not know become lines, too: the form shows them as faulty. */
  const addSpreadsheet = useCallback(
    async (cells: string[][]): Promise<void> => {
      const rows = readSpreadsheet(cells, fieldsOf(documentForms[kind]), localeOf(i18n.language))
      const items = await findItems(rows.map(({ sku }) => sku))
      append(
        rows.map(({ sku, values }) => ({ item: items.get(sku) ?? { sku, title: "" }, ...values })),
        { shouldFocus: false }
      )
      const unknown = rows.filter(({ sku }) => !items.has(sku)).length
      if (unknown > 0) toast.warning(t("documents.lines.unknown", { count: unknown }))
      else toast.success(t("documents.lines.added", { count: rows.length }))
    },
    [append, i18n.language, kind, t]
  )

  return { addItem, addSpreadsheet }
}

const oneMore = (quantity = ""): string => {
  try {
    return new Decimal(toDecimal(quantity) || "0").plus(1).toFixed()
  } catch {
    return quantity
  }
}
