import { createHash } from "node:crypto"
import { MAXIMUM_LINES } from "../http-contract/common"
import { reasonOfIssue, type ReasonOfIssue } from "../http-contract/errors"
import { withMidnights, type ImportFault } from "../http-contract/import"
import type { ImportKind } from "./kinds"
import type { Row, Table } from "./read-table"

type Cells = Record<string, unknown>

/** A line of a document, and where it stands in the file. */
export interface ImportLine {
  row: Row
  line: Cells & { inventory_item_id?: string; sku?: string; lot_id?: string | null }
}

/** Lines that make up one document. */
export interface DraftDocument {
  /** Made of all that the file says of it, lines at fault included: the same document has the same key for ever. */
  key: string
  head: Cells & { reference?: string | null }
  /** All its lines in the order of the file, those at fault too. */
  rows: Row[]
  /** Those that the contract accepts. */
  lines: ImportLine[]
}

interface ParsedRow {
  row: Row
  head: DraftDocument["head"]
  /** The line as the contract understands it, or as it is written if the contract refuses it. */
  content: Cells
  lines: ImportLine["line"][]
  faults: ImportFault[]
}

/**
 * Makes documents of lines, in the order in which they first appear: lines that agree in all columns of the document
 * make up one. What the contract refuses is a fault of its line, and a document that is too long is left out.
 */
export const toDocuments = (
  kind: ImportKind,
  { columns, rows }: Table
): { documents: DraftDocument[]; faults: ImportFault[]; tooLong: ImportFault[] } => {
  const ragged = rows.filter((row) => row.width !== columns.length)
  const parsed = rows.filter((row) => row.width === columns.length).map((row) => parse(kind, row))
  const groups = new Map<string, ParsedRow[]>()
  for (const one of parsed) {
    const identity = JSON.stringify(withMidnights([one.head, namesIn(kind, one.row)]))
    const group = groups.get(identity)
    if (group) group.push(one)
    else groups.set(identity, [one])
  }
  const all = [...groups].map(([identity, group]) => toDocument(identity, group))
  return {
    documents: [
      ...all.filter(({ lines }) => lines.length <= MAXIMUM_LINES),
      ...(ragged.length > 0 ? [toNoDocument(ragged)] : []),
    ],
    faults: [
      ...ragged.map((row) => toRaggedFault(row, columns.length)),
      ...parsed.flatMap((one) => one.faults),
    ],
    tooLong: all.flatMap(findTooLong),
  }
}

const toDocument = (identity: string, group: ParsedRow[]): DraftDocument => ({
  key: keyOf([identity, group.map((one) => one.content)]),
  head: group[0]?.head ?? {},
  rows: group.map((one) => one.row),
  lines: group.flatMap(({ row, lines }) => lines.map((line) => ({ row, line }))),
})

/** Lines of which nobody can tell what document they are of. */
const toNoDocument = (rows: Row[]): DraftDocument => ({
  key: keyOf(rows.map(({ cells, width }) => [cells, width])),
  head: {},
  rows,
  lines: [],
})

const keyOf = (content: unknown): string =>
  `import:${createHash("sha256")
    .update(JSON.stringify(withMidnights(content)))
    .digest("hex")}`

const namesIn = (kind: ImportKind, { cells }: Row): (string | null)[] =>
  kind.references.map(({ nameColumn }) => cells[nameColumn] ?? null)

const parse = (kind: ImportKind, row: Row): ParsedRow => {
  const head = pick(row, kind.documentColumns)
  for (const { column, nameColumn } of kind.references) {
    const written = row.cells[column] ?? row.cells[nameColumn]
    if (written !== undefined) head[column] = written
  }
  const content = pick(row, kind.lineColumns)
  const parsed = kind.schema.safeParse({ ...head, lines: [content] })
  if (parsed.success) {
    const { lines, ...parsedHead } = parsed.data as Cells & { lines: ImportLine["line"][] }
    return { row, head: parsedHead, content: lines[0] ?? {}, lines, faults: [] }
  }
  const headAlone = kind.schema.omit({ lines: true }).safeParse(head)
  return {
    row,
    head: headAlone.success ? headAlone.data : head,
    content,
    lines: [],
    faults: parsed.error.issues.map((issue) =>
      toFault(row, issue.path, issue.message, reasonOfIssue(issue))
    ),
  }
}

const pick = (row: Row, columns: readonly string[]): Cells =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const cell = row.cells[column]
      return cell === undefined ? [] : [[column, toValue(column, cell)]]
    })
  )

/** The one column that holds several values separates them by bars. */
const toValue = (column: string, cell: string): unknown =>
  column === "serial_numbers" ? cell.split("|").map((serial) => serial.trim()) : cell

const toFault = (
  { line, index }: Row,
  path: PropertyKey[],
  message: string,
  reason: ReasonOfIssue
): ImportFault => {
  const column = path.filter((part) => typeof part === "string" && part !== "lines").join(".")
  return {
    line,
    index,
    code: "INVALID_DATA",
    message,
    ...reason,
    ...(column ? { path: column } : {}),
  }
}

const toRaggedFault = (row: Row, width: number): ImportFault =>
  toFault(row, [], `Expected ${width} cells, as the header has, and found ${row.width}.`, {
    reason: "header",
  })

/** The first line that is one too many. */
const findTooLong = ({ lines }: DraftDocument): ImportFault[] =>
  lines
    .slice(MAXIMUM_LINES, MAXIMUM_LINES + 1)
    .map(({ row }) =>
      toFault(
        row,
        [],
        `A document has at most ${MAXIMUM_LINES} lines; tell documents apart by their reference.`,
        { reason: "too_many" }
      )
    )
