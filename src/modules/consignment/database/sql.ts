import type { Context } from "@medusajs/framework/types"
import { toColumnList, type Table } from "./columns"

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
    (await connection.raw(statement, parameters)).rows as T[]
}

/** Inserts any number of rows with one statement; the database casts each JSON value to its column, decimals exactly. */
export const insertRows = async (sql: Sql, table: Table, rows: Row[]): Promise<void> => {
  const [first] = rows
  if (!first) return
  const columns = toColumnList(table, first)
  await sql(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, ?::json)`,
    [JSON.stringify(rows)]
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
