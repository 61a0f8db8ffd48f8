import { lockRows } from "../../database/locks"
import { notFound, type ErrorCode } from "../../domain/errors"
import { groupBy } from "../../domain/group-by"
import { newId } from "../../database/new-id"
import { insertRows, updateRow, type Sql } from "../../database/sql"
import { toDate, toDateOrNull, type Instant } from "../../database/column-table"

/** A line of a file that cannot be posted, and why. */
export interface NewImportException {
  /** The kind of document. */
  type: string
  /** Of the line in its document, from 0. */
  position: number
  /** Of the file, its header being line 1. */
  line: number
  code: ErrorCode
  message: string
  /** The column at fault, if it is one. */
  path: string | null
  /** Cells of the line, by column. */
  cells: Record<string, string>
  reference: string | null
  created_by: string | null
}

/** Per document, all lines that are exceptions from now on. */
export type ReplaceImportExceptions = { source_key: string; exceptions: NewImportException[] }[]

export interface ImportExceptionRow extends NewImportException {
  id: string
  source_key: string
  created_at: Instant
  dismissed_at: Instant | null
  dismissed_by: string | null
}

export interface DismissImportException {
  id: string
  dismissed_by: string | null
}

const table = "consignment_import_exception"

/** Replaces a document's exceptions; a line that is still one keeps its id, and the day on which it became one. */
export const replaceImportExceptions = async (
  sql: Sql,
  documents: ReplaceImportExceptions
): Promise<ImportExceptionRow[]> => {
  const keys = documents.map((document) => document.source_key)
  const before = await lockRows<ImportExceptionRow>(sql, "importExceptions", "*", [keys])
  const known = new Map(before.map((row) => [lineKey(row.source_key, row.position), row]))
  await sql(`delete from ${table} where source_key = any(?::text[])`, [keys])
  await insertRows(
    sql,
    table,
    documents.flatMap(({ source_key, exceptions }) =>
      exceptions.map((exception) => {
        const earlier = known.get(lineKey(source_key, exception.position))
        return {
          ...exception,
          id: earlier?.id ?? newId("conexc"),
          source_key,
          created_by: earlier ? earlier.created_by : exception.created_by,
          created_at: earlier?.created_at ?? new Date(),
          updated_at: new Date(),
          dismissed_at: earlier?.dismissed_at ?? null,
          dismissed_by: earlier?.dismissed_by ?? null,
        }
      })
    )
  )
  return before
}

/** Puts the exceptions of documents back as they were. */
export const restoreImportExceptions = async (
  sql: Sql,
  keys: string[],
  before: ImportExceptionRow[]
): Promise<void> => {
  await sql(`delete from ${table} where source_key = any(?::text[])`, [keys])
  await insertRows(sql, table, before)
}

const lineKey = (sourceKey: string, position: number): string => `${sourceKey}\n${position}`

/** Takes an exception off the list; done once. Throws: NOT_FOUND. */
export const dismissImportException = async (
  sql: Sql,
  { id, dismissed_by }: DismissImportException
) => {
  const [before] = await lockRows<ImportExceptionRow>(sql, "importException", "*", [id])
  if (!before) throw notFound("import_exception", id)
  const [row = before] = await sql<ImportExceptionRow>(
    `update ${table} set dismissed_at = now(), dismissed_by = ?, updated_at = now()
     where id = ? and dismissed_at is null returning *`,
    [dismissed_by, id]
  )
  const documents = await loadPosted(sql, [row.source_key])
  return { exception: toAnswer(row, documents), before }
}

export const undoDismissal = async (
  sql: Sql,
  { id, dismissed_at, dismissed_by }: ImportExceptionRow
): Promise<void> => {
  await updateRow(sql, table, id, { dismissed_at, dismissed_by })
}

/** The document that the other lines of the same document were posted as. */
type Posted = { id: string; number: string; source_key: string }

export const toImportExceptionAnswers = async (sql: Sql, rows: ImportExceptionRow[]) => {
  const documents = await loadPosted(
    sql,
    rows.map((row) => row.source_key)
  )
  return rows.map((row) => toAnswer(row, documents))
}

const toAnswer = (row: ImportExceptionRow, documents: Map<string, Posted>) => {
  const document = documents.get(row.source_key)
  return {
    id: row.id,
    type: row.type,
    line: row.line,
    code: row.code,
    message: row.message,
    path: row.path,
    cells: row.cells,
    reference: row.reference,
    document: document ? { id: document.id, number: document.number } : null,
    created_at: toDate(row.created_at).toISOString(),
    created_by: row.created_by,
    dismissed_at: toDateOrNull(row.dismissed_at)?.toISOString() ?? null,
    dismissed_by: row.dismissed_by,
  }
}

/** Results of earlier imports, by the source keys of their documents. */
export const findImported = async (sql: Sql, keys: string[]) => {
  const exceptions = await sql<ImportExceptionRow>(
    `select * from ${table} where source_key = any(?::text[]) order by source_key, position`,
    [keys]
  )
  return {
    documents: await loadPosted(sql, keys),
    exceptions: groupBy(exceptions, (one) => one.source_key),
  }
}

/** A caller's key answers its first document for ever, reversed or not. */
const loadPosted = async (sql: Sql, keys: string[]): Promise<Map<string, Posted>> => {
  const rows = await sql<Posted>(
    `select id, number, source_key from consignment_document
     where source_key = any(?::text[]) and number is not null order by created_at`,
    [keys]
  )
  return new Map(rows.map((row) => [row.source_key, row]))
}
