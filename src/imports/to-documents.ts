import { MAXIMUM_LINES } from "../http-contract/common"
import type { ImportFault } from "../http-contract/import"
import type { ImportKind } from "./kinds"
import type { Row } from "./read-table"

type Cells = Record<string, unknown>

/** A line of a document, and where it stands in the file. */
export interface ImportLine {
  row: Row
  line: Cells & { inventory_item_id?: string; sku?: string }
}

/** Lines that make up one document. */
export interface DraftDocument {
  head: Cells & { reference?: string | null }
  lines: ImportLine[]
}

/**
 * Makes documents of lines, in the order in which they first appear: lines that agree in all columns of the document
 * make up one. What the contract refuses is a fault of its line, and a document that is too long is left out.
 */
export const toDocuments = (
  kind: ImportKind,
  rows: Row[]
): { documents: DraftDocument[]; faults: ImportFault[] } => {
  const documents = new Map<string, DraftDocument>()
  const faults: ImportFault[] = []
  for (const row of rows) {
    const parsed = kind.schema.safeParse(toBody(kind, row))
    if (parsed.success) {
      const { lines, ...head } = parsed.data as Cells & { lines: ImportLine["line"][] }
      const key = JSON.stringify(head)
      const document: DraftDocument = documents.get(key) ?? { head, lines: [] }
      documents.set(key, document)
      for (const line of lines) document.lines.push({ row, line })
    } else {
      faults.push(...parsed.error.issues.map((issue) => toFault(row, issue.path, issue.message)))
    }
  }
  const all = [...documents.values()]
  return {
    documents: all.filter(({ lines }) => lines.length <= MAXIMUM_LINES),
    faults: [...faults, ...all.flatMap(findTooLong)],
  }
}

/** The body of a document with this one line. */
const toBody = (kind: ImportKind, row: Row): Cells => {
  const pick = (columns: readonly string[]): Cells =>
    Object.fromEntries(
      columns.flatMap((column) => {
        const cell = row.cells[column]
        return cell === undefined ? [] : [[column, toValue(column, cell)]]
      })
    )
  return { ...pick(kind.documentColumns), lines: [pick(kind.lineColumns)] }
}

/** The one column that holds several values separates them by bars. */
const toValue = (column: string, cell: string): unknown =>
  column === "serial_numbers" ? cell.split("|").map((serial) => serial.trim()) : cell

const toFault = ({ line, index }: Row, path: PropertyKey[], message: string): ImportFault => {
  const column = path.filter((part) => typeof part === "string" && part !== "lines").join(".")
  return { line, index, code: "INVALID_DATA", message, ...(column ? { path: column } : {}) }
}

/** The first line that is one too many. */
const findTooLong = ({ lines }: DraftDocument): ImportFault[] =>
  lines
    .slice(MAXIMUM_LINES, MAXIMUM_LINES + 1)
    .map(({ row }) =>
      toFault(
        row,
        [],
        `A document has at most ${MAXIMUM_LINES} lines; tell documents apart by their reference.`
      )
    )
