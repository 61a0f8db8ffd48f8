import { Input, Text } from "@medusajs/ui"
import { useId, useState, type ClipboardEvent, type KeyboardEvent } from "react"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import { findScanned, type Item } from "../../../../lib/find-items"

interface ScanFieldProps {
  onScan: (item: Item) => void
  /** Several rows of a spreadsheet, or one with tabs. */
  onPaste: (text: string) => Promise<void>
}

/** Takes what a scanner types, one code after the other, and keeps the focus for the next. */
export const ScanField = ({ onScan, onPaste }: ScanFieldProps) => {
  const { t } = useWords()
  const report = useReportedError()
  const [unknown, setUnknown] = useState<string>()
  const problemId = useId()

  const scan = async (code: string): Promise<void> => {
    const item = await findScanned(code)
    setUnknown(item ? undefined : code)
    if (item) onScan(item)
  }
  const takeCode = (event: KeyboardEvent<HTMLInputElement>): void => {
    const input = event.currentTarget
    const code = input.value.trim()
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return
    // The scanner's Enter ends the code, not the form.
    event.preventDefault()
    input.value = ""
    if (code) scan(code).catch(report)
  }
  const takeRows = (event: ClipboardEvent<HTMLInputElement>): void => {
    const text = event.clipboardData.getData("text/plain").trim()
    if (!/[\t\n]/.test(text)) return
    event.preventDefault()
    onPaste(text).catch(report)
  }
  return (
    <div className="flex flex-col gap-y-1">
      <Input
        autoFocus
        aria-label={t("documents.lines.scan")}
        aria-invalid={unknown !== undefined}
        aria-describedby={unknown ? problemId : undefined}
        placeholder={t("documents.lines.scan")}
        onKeyDown={takeCode}
        onPaste={takeRows}
      />
      {unknown && (
        <Text id={problemId} role="alert" size="small" className="text-ui-fg-error">
          {t("documents.lines.unknown_code", { code: unknown })}
        </Text>
      )}
    </div>
  )
}
