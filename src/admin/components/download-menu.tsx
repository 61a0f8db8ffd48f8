import { ArrowDownTray } from "@medusajs/icons"
import { Button, DropdownMenu } from "@medusajs/ui"
import { useReportedError } from "../hooks/use-reported-error"
import { useWords } from "../hooks/use-words"
import { downloadPaper } from "../lib/download"

interface DownloadMenuProps {
  /** Of the paper below our routes: "settlements/conset_1/document". */
  path: string
  query?: Record<string, string>
  label?: string
}

const formats = ["pdf", "xlsx", "csv"] as const

/** Saves a paper as PDF, Excel or CSV, in the language of the contractor who is to read it. */
export const DownloadMenu = ({ path, query, label }: DownloadMenuProps) => {
  const { t } = useWords()
  const report = useReportedError()
  const download = (format: string): void => {
    downloadPaper(path, { ...query, format }).catch(report)
  }
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <Button size="small" variant="secondary">
          <ArrowDownTray />
          {label ?? t("actions.download")}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        {formats.map((format) => (
          <DropdownMenu.Item key={format} onClick={() => download(format)}>
            {t(`documents.formats.${format}`)}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
