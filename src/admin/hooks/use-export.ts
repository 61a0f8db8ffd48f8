import { toast } from "@medusajs/ui"
import { saveFile } from "../lib/download"
import { localDateOf } from "../lib/local-date"
import { request } from "../lib/request"
import { toCsv } from "../lib/to-csv"
import type { Parameters } from "../lib/to-search"
import type { Listed } from "./api/use-reading"
import { useReportedError } from "./use-reported-error"
import { useWords } from "./use-words"

const PAGE = 1_000
const MOST_ROWS = 50_000

/** The action of a list that saves all of its pages as CSV, as they are filtered now. */
export const useExport = <Row extends object>(
  resource: string,
  query: Parameters,
  columns: readonly (keyof Row & string)[]
) => {
  const { t } = useWords()
  const report = useReportedError()
  const save = async (): Promise<void> => {
    const rows: Row[] = []
    let count = Infinity
    while (rows.length < Math.min(count, MOST_ROWS)) {
      const page = { ...query, limit: PAGE, offset: rows.length }
      const answer = await request<Listed<string, Row>>(resource, { query: page })
      const read = answer[resource] as Row[]
      if (read.length === 0) break
      rows.push(...read)
      count = answer.count
    }
    const name = `${resource}-${localDateOf(new Date().toISOString())}.csv`
    saveFile(new File([toCsv(columns, rows)], name, { type: "text/csv" }))
    if (count > rows.length) toast.warning(t("exports.cut", { count: rows.length }))
  }
  return { label: t("exports.csv"), onClick: () => void save().catch(report) }
}
