import type { Sql } from "./sql"

/** A read that has not been made yet: its statement, and what becomes of the rows. */
export interface Query<Result> {
  statement: string
  parameters: unknown[]
  toResult: (rows: never[]) => Result
}

/** Instants come as text; numbers that are to stay exact must be cast to text by the statement. */
export const queryOf = <Row, Result>(
  statement: string,
  parameters: unknown[],
  toResult: (rows: Row[]) => Result
): Query<Result> => ({ statement, parameters, toResult })

/** Queries by name; one that is left out has no result. */
export type Queries = Record<string, Query<unknown> | undefined>

export type ResultsOf<Asked extends Queries> = {
  [Name in keyof Asked]: Asked[Name] extends infer One
    ? One extends Query<infer Result>
      ? Result
      : undefined
    : never
}

/**
 * Makes several reads with one round trip, in their order; all see the database at one instant. A query that waits for
 * a lock belongs into an earlier call than those that are to see what was written meanwhile.
 */
export const readTogether = async <Asked extends Queries>(
  sql: Sql,
  queries: Asked
): Promise<ResultsOf<Asked>> => {
  const asked = Object.entries(queries).flatMap(([name, query]) => (query ? { name, query } : []))
  const columns = asked.map(
    ({ query }, index) =>
      `(select coalesce(json_agg(one), '[]'::json) from (${query.statement}) one) as "${index}"`
  )
  const [row = {}] =
    asked.length > 0
      ? await sql<Record<string, never[]>>(
          `select ${columns.join(", ")}`,
          asked.flatMap(({ query }) => query.parameters)
        )
      : []
  const results = asked.map(
    ({ name, query }, index) => [name, query.toResult(row[index] ?? [])] as const
  )
  return Object.fromEntries(results) as ResultsOf<Asked>
}

/** Makes one read. */
export const read = async <Result>(
  sql: Sql,
  { statement, parameters, toResult }: Query<Result>
): Promise<Result> => toResult(await sql<never>(statement, parameters))
