import type { MedusaContainer } from "@medusajs/framework/types"
import type { RefusalReason } from "../http-contract/errors"
import type { ImportFault } from "../http-contract/import"
import { readGraph } from "../workflows/host/read-graph"
import type { ImportKind, NamedReference } from "./kinds"
import type { Row } from "./read-table"
import type { DraftDocument } from "./to-documents"

/**
 * Puts ids where documents name contractors and places; each name is looked up once. Lines whose names are not
 * understood are left out of their documents.
 */
export const resolveNames = async (
  container: MedusaContainer,
  kind: ImportKind,
  documents: DraftDocument[]
): Promise<{ documents: DraftDocument[]; faults: ImportFault[] }> => {
  let rows = documents.flatMap(({ lines }) => lines.map(({ row }) => row))
  const faults: ImportFault[] = []
  for (const reference of kind.references) {
    const directory = await loadDirectory(container, reference, rows)
    const outcomes = rows.map((row) => resolve(row, reference, directory))
    rows = outcomes.map((outcome) => outcome.row)
    faults.push(...outcomes.flatMap((outcome) => outcome.fault ?? []))
  }
  const faulty = new Set(faults.map((fault) => fault.index))
  const resolvedRows = new Map(rows.map((row) => [row.index, row]))
  return {
    faults,
    documents: documents.map((document) => {
      const lines = document.lines.filter(({ row }) => !faulty.has(row.index))
      const resolved = resolvedRows.get(lines[0]?.row.index ?? -1)
      return { ...document, lines, head: { ...document.head, ...idsIn(kind, resolved) } }
    }),
  }
}

/** The lines of one document name the same. */
const idsIn = (kind: ImportKind, row: Row | undefined): Record<string, string> =>
  Object.fromEntries(
    kind.references.flatMap(({ column }) => {
      const id = row?.cells[column]
      return id === undefined ? [] : [[column, id]]
    })
  )

interface Directory {
  ids: ReadonlySet<string>
  idsByName: ReadonlyMap<string, string[]>
}

const loadDirectory = async (
  container: MedusaContainer,
  { entity, column, nameColumn, nameField }: NamedReference,
  rows: Row[]
): Promise<Directory> => {
  const find = async (field: string, values: string[]): Promise<Record<string, string>[]> => {
    if (values.length === 0) return []
    return await readGraph(container, {
      entity,
      fields: ["id", nameField],
      filters: { [field]: values },
    })
  }
  const byId = await find("id", distinct(rows, column))
  const byName = await find(nameField, distinct(rows, nameColumn))
  const idsByName = new Map<string, string[]>()
  for (const { id = "", [nameField]: name = "" } of byName) {
    idsByName.set(name, [...(idsByName.get(name) ?? []), id])
  }
  return { ids: new Set(byId.map(({ id = "" }) => id)), idsByName }
}

const distinct = (rows: Row[], column: string): string[] => [
  ...new Set(rows.flatMap((row) => row.cells[column] ?? [])),
]

const resolve = (
  row: Row,
  { column, nameColumn }: NamedReference,
  { ids, idsByName }: Directory
): { row: Row; fault?: ImportFault } => {
  const { [column]: id, [nameColumn]: name, ...cells } = row.cells
  const named = name === undefined ? [] : (idsByName.get(name) ?? [])
  const chosen = id ?? named[0] ?? name
  const resolved = { ...row, cells: chosen === undefined ? cells : { ...cells, [column]: chosen } }
  const { line, index } = row
  const fault = (path: string, message: string, reason: RefusalReason = "unknown") => ({
    row: resolved,
    fault: { line, index, code: "INVALID_DATA" as const, path, message, reason },
  })
  if (id !== undefined && !ids.has(id)) return fault(column, `${column} ${id} is unknown.`)
  if (name === undefined) return { row: resolved }
  if (named.length === 0) return fault(nameColumn, `${nameColumn} ${name} is unknown.`)
  if (id !== undefined && !named.includes(id)) {
    return fault(nameColumn, `${nameColumn} ${name} is not the ${column} ${id}.`)
  }
  if (id === undefined && named.length > 1) {
    return fault(nameColumn, `Several are called ${name}; name the ${column}.`, "repeated")
  }
  return { row: resolved }
}
