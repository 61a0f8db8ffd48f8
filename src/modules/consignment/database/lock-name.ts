import type { Sql } from "./sql"

/** Lets one transaction at a time decide on a name. */
export const lockName = async (sql: Sql, name: string): Promise<void> => {
  await sql("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`consignment:${name}`])
}

/** Warehouses of a stock location, and its deletion by the host, are decided one after the other. */
export const lockLocations = async (sql: Sql, stockLocationIds: string[]): Promise<void> => {
  for (const id of [...new Set(stockLocationIds)].sort()) await lockName(sql, `warehouse:${id}`)
}
