import { FileButton } from "../../../../components/file-button"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"

interface SpreadsheetUploadProps {
  onRead: (text: string) => Promise<void>
}

/** Reads the lines from a CSV file. */
export const SpreadsheetUpload = ({ onRead }: SpreadsheetUploadProps) => {
  const { t } = useWords()
  const report = useReportedError()
  return (
    <FileButton
      label={t("documents.lines.upload")}
      onChoose={(file) => void file.text().then(onRead).catch(report)}
    />
  )
}
