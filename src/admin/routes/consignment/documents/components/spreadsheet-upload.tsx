import { ArrowUpTray } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useRef, type ChangeEvent } from "react"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

interface SpreadsheetUploadProps {
  onRead: (text: string) => Promise<void>
}

/** Reads the lines from a CSV file. */
export const SpreadsheetUpload = ({ onRead }: SpreadsheetUploadProps) => {
  const { t } = useWords()
  const report = useReportedError()
  const input = useRef<HTMLInputElement>(null)
  const read = (event: ChangeEvent<HTMLInputElement>): void => {
    const field = event.currentTarget
    field.files?.[0]
      ?.text()
      .then(onRead)
      .catch(report)
      .finally(() => {
        // The same file may be chosen again once it is corrected.
        field.value = ""
      })
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label={t("documents.lines.upload")}
        className="hidden"
        onChange={read}
      />
      <Button size="small" type="button" variant="secondary" onClick={() => input.current?.click()}>
        <ArrowUpTray />
        {t("documents.lines.upload")}
      </Button>
    </>
  )
}
