import type { Context } from "@medusajs/framework/types"
import { toColumnList, type Table } from "./columns"
import { KeyTaken, violatedIndex } from "./violated-index"

export type Row = Record<string, unknown>

/** Runs one statement in the caller's transaction; parameters are `?`. */
export type Sql = <T = Row>(statement: string, parameters?: unknown[]) => Promise<T[]>

interface Connection {
  raw: (statement: string, parameters: unknown[]) => Promise<{ rows: unknown[] }>
}

interface EntityManager {
  getTransactionContext: () => Connection | undefined
  getKnex: () => Connection
}

/**
 * The statements of a service method run in its transaction, or on its plain connection if it has none. They go past
 * the ORM, which would write every parameter into the text of the statement.
 */
export const sqlOf = (context: Context): Sql => {
  const manager = (context.transactionManager ?? context.manager) as EntityManager
  const connection = manager.getTransactionContext() ?? manager.getKnex()
  return async <T>(statement: string, parameters: unknown[] = []) =>
    (await connection.raw(statement, parameters).catch(nameTakenKey)).rows as T[]
}

const nameTakenKey = (error: unknown): never => {
  if (violatedIndex(error)?.endsWith("_source_key")) throw new KeyTaken()
  throw error
}

/** A statement that writes, with its parameters. */
export interface Write {
  statement: string
  parameters: unknown[]
}

/** Inserts any number of rows; the database casts each JSON value to its column, decimals exactly. Null without rows. */
export const insertionOf = (table: Table, rows: readonly object[]): Write | null => {
  const [first] = rows
  if (!first) return null
  const columns = toColumnList(table, first)
  return {
    statement: `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, ?::json)`,
    parameters: [JSON.stringify(rows)],
  }
}

type ColumnType = "text" | "numeric" | "boolean" | "jsonb"

/**
 * Rows that a statement joins to its tables, for its `from`. PostgreSQL knows how many they are; of rows in JSON it
 * expects 100, and compares each with each where a table was nearly empty when it was last analyzed. A joined row keeps its
 * place among the given ones as `position`: a join answers in any order.
 * @param columns in the order in which their arrays are given.
 */
export const givenRows = <Column extends string>(
  name: string,
  columns: Record<Column, ColumnType>,
  rows: NoInfer<Record<Column, unknown>>[]
): Write => {
  const types = Object.entries(columns) as [Column, ColumnType][]
  const toParameter = (value: unknown, type: ColumnType): unknown =>
    type === "jsonb" && value ? JSON.stringify(value) : (value ?? null)
  return {
    statement: `unnest(${types.map(([, type]) => `?::${type}[]`).join(", ")})
       with ordinality as ${name} (${types.map(([column]) => column).join(", ")}, position)`,
    parameters: types.map(([column, type]) => rows.map((row) => toParameter(row[column], type))),
  }
}

export const insertRows = async (
  sql: Sql,
  table: Table,
  rows: readonly object[]
): Promise<void> => {
  const insertion = insertionOf(table, rows)
  if (insertion) await sql(insertion.statement, insertion.parameters)
}

/**
 * Writes to several tables with one round trip, then answers a select, which sees what the writes return by their names.
 * No write sees what another has written, and no two may change the same row.
 */
export const writeTogether = async <T>(
  sql: Sql,
  writes: Record<string, Write | null>,
  select: string
): Promise<T[]> => {
  const asked = Object.entries(writes).flatMap(([name, write]) => (write ? { name, write } : []))
  if (asked.length === 0) return []
  return await sql<T>(
    `with ${asked.map(({ name, write }) => `${name} as (${write.statement})`).join(", ")} ${select}`,
    asked.flatMap(({ write }) => write.parameters)
  )
}

const withoutUndefined = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))

/** Inserts one row and answers it; a column that is left out has its default. */
export const insertRow = async <T>(sql: Sql, table: Table, row: Row): Promise<T> => {
  const values = withoutUndefined(row)
  const columns = toColumnList(table, values)
  const [inserted] = await sql<T>(
    `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, ?::json)
     returning *`,
    [JSON.stringify(values)]
  )
  return inserted as T
}

/** Changes one row and answers it; a column that is left out stays. */
export const updateRow = async <T>(
  sql: Sql,
  table: Table,
  id: string,
  changes: Row
): Promise<T> => {
  const values = { updated_at: new Date(), ...withoutUndefined(changes) }
  const columns = toColumnList(table, values)
  const [updated] = await sql<T>(
    `update ${table} set (${columns}) = (select ${columns} from json_populate_record(null::${table}, ?::json))
     where id = ? returning *`,
    [JSON.stringify(values), id]
  )
  return updated as T
}

/** A text as part of a pattern of `like`: none of its characters stands for others. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&")

/** Where the text stands anywhere, for `ilike`. */
export const toPattern = (text: string): string => `%${escapeLike(text)}%`
