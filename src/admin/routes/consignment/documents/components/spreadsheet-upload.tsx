import { FileButton } from "../../../../components/file-button"
import { useReportedError } from "../../../../hooks/use-reported-error"
import { useWords } from "../../../../hooks/use-words"
import { rowsOfFile, SPREADSHEETS } from "../../../../lib/spreadsheet/read-rows"

interface SpreadsheetUploadProps {
  onRead: (rows: string[][]) => Promise<void>
}

/** Reads the lines from a CSV file or an Excel workbook. */
export const SpreadsheetUpload = ({ onRead }: SpreadsheetUploadProps) => {
  const { t } = useWords()
  const report = useReportedError()
  return (
    <FileButton
      label={t("documents.lines.upload")}
      accept={SPREADSHEETS}
      onChoose={(file) => void rowsOfFile(file).then(onRead).catch(report)}
    />
  )
}
