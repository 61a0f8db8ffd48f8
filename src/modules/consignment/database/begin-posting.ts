import type { Sql } from "./sql"

/** Lets the rest of the transaction write what is posted; the database refuses such writes of everybody else. */
export const beginPosting = async (sql: Sql): Promise<void> => {
  await sql(`select set_config('consignment.posting', 'on', true)`)
}
