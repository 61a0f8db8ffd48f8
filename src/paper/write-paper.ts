import type { Readable } from "node:stream"
import type { PaperFormat } from "../http-contract/paper"
import type { Paper } from "./paper"
import { writeCsv } from "./write-csv"
import { writePdf } from "./write-pdf"
import { writeXlsx } from "./write-xlsx"

/** Writes a paper piece by piece. A CSV file holds one of its tables, as it has no place for more. */
export const writePaper = async (
  paper: Paper,
  format: PaperFormat,
  table = "lines"
): Promise<Readable> => {
  switch (format) {
    case "csv":
      return writeCsv(paper, table)
    case "pdf":
      return await writePdf(paper)
    case "xlsx":
      return writeXlsx(paper)
    default:
      return format satisfies never
  }
}
