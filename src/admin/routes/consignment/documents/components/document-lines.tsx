import { Heading, Text } from "@medusajs/ui"
import { useFieldArray, type UseFormReturn } from "react-hook-form"
import { ItemPicker } from "../../../../components/item-picker"
import type { PostableKind } from "../../../../hooks/api/documents"
import { rowsOfText } from "../../../../lib/spreadsheet/read-rows"
import { useWords } from "../../../../hooks/use-words"
import { findItem } from "../../../../lib/find-items"
import type { DocumentValues } from "../lib/document-values"
import { useAddLines } from "../lib/use-add-lines"
import { FillFromStock } from "./fill-from-stock"
import { LinesGrid } from "./lines-grid"
import { ScanField } from "./scan-field"
import { SpreadsheetUpload } from "./spreadsheet-upload"

interface DocumentLinesProps {
  form: UseFormReturn<DocumentValues>
  kind: PostableKind
  /** By the line's position: why the server refused it. */
  problems: Map<number, string>
}

/** Lines of the form: scanned, picked, pasted, read from a file or filled in from stock. */
export const DocumentLines = ({ form, kind, problems }: DocumentLinesProps) => {
  const { t } = useWords()
  const lines = useFieldArray({ control: form.control, name: "lines" })
  const { addItem, addSpreadsheet } = useAddLines(form, lines, kind)
  return (
    <div className="flex flex-col gap-y-4">
      <div className="flex items-center justify-between">
        <Heading level="h2">{t("documents.lines.heading")}</Heading>
        <div className="flex gap-x-2">
          <FillFromStock form={form} kind={kind} onFill={lines.replace} />
          <SpreadsheetUpload onRead={addSpreadsheet} />
        </div>
      </div>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        <ScanField
          onScan={addItem}
          onPaste={async (text) => await addSpreadsheet(await rowsOfText(text))}
        />
        <ItemPicker
          value={null}
          aria-label={t("documents.lines.pick")}
          placeholder={t("documents.lines.pick")}
          onChange={(id) => id && void findItem(id).then(addItem)}
        />
      </div>
      {lines.fields.length === 0 ? (
        <div className="border-ui-border-strong rounded-lg border border-dashed px-6 py-10 text-center">
          <Text size="small" weight="plus">
            {t("documents.lines.empty")}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {t("documents.lines.empty_hint")}
          </Text>
        </div>
      ) : (
        <LinesGrid form={form} kind={kind} lines={lines} problems={problems} />
      )}
    </div>
  )
}
