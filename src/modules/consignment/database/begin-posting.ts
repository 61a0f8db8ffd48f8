import type { Sql } from "./sql"
import { queryOf, read } from "./together"

/**
 * Lets the rest of the transaction write what is posted; the database refuses such writes of everybody else.
 *
 * A posting finds its rows by their keys. While the statistics say that a table is nearly empty, PostgreSQL would rather
 * read it from end to end, and keeps that plan for the checks of the foreign keys: 10,000 lines then take 11 s instead of
 * 0.2 s. Where no index serves, such a read now looks so expensive that PostgreSQL would compile the plan first: it must not.
 */
export const postingBegun = queryOf(
  `select set_config('consignment.posting', 'on', true), set_config('enable_seqscan', 'off', true),
     set_config('jit', 'off', true)`,
  [],
  () => true
)

export const beginPosting = async (sql: Sql): Promise<void> => {
  await read(sql, postingBegun)
}
