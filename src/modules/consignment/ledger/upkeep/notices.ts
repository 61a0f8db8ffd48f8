import type { Sql } from "../../database/sql"

/** Takes note of what is about to be told; answers the keys that nobody has taken before, in their order. */
export const takeNotices = async (sql: Sql, keys: string[]): Promise<string[]> => {
  const rows = await sql<{ key: string }>(
    `insert into consignment_notice (key) select unnest(?::text[]) on conflict do nothing returning key`,
    [keys]
  )
  const taken = new Set(rows.map((row) => row.key))
  return keys.filter((key) => taken.has(key))
}

export const returnNotices = async (sql: Sql, keys: string[]): Promise<void> => {
  await sql(`delete from consignment_notice where key = any(?::text[])`, [keys])
}

/** Forgets the notices of one kind that are not among these, so that what comes back is told again. */
export const keepNotices = async (sql: Sql, prefix: string, keys: string[]): Promise<void> => {
  await sql(`delete from consignment_notice where starts_with(key, ?) and key <> all(?::text[])`, [
    prefix,
    keys,
  ])
}
