import type { NumberSeries } from "../../domain/document"
import type { Sql } from "../../database/sql"

/**
 * Lists tell how many rows there are in all, and to count a million takes longer than to read the page. Nothing is ever
 * deleted, so each series of documents keeps the counts, in the row that a posting changes anyway.
 */
const readCount = async (sql: Sql, expression: string, key: string | null): Promise<number> => {
  const [row] = await sql<{ count: number }>(
    `select coalesce(sum(${expression}), 0)::int as count from consignment_number_series
     where ?::text is null or key = ?`,
    [key, key]
  )
  return row?.count ?? 0
}

/** Documents of one type, or settlements. */
export const countNumbered = (sql: Sql, series: NumberSeries): Promise<number> =>
  readCount(sql, "last_number", series)

/** Documents of several types. */
export const countOfTypes = async (sql: Sql, types: readonly NumberSeries[]): Promise<number> => {
  const [row] = await sql<{ count: number }>(
    `select coalesce(sum(last_number), 0)::int as count from consignment_number_series where key = any(?::text[])`,
    [types]
  )
  return row?.count ?? 0
}

export const countLots = (sql: Sql): Promise<number> => readCount(sql, "lots", null)

export const countMovements = (sql: Sql): Promise<number> => readCount(sql, "movements", null)
