import type { Sql } from "../../database/sql"
import { newId } from "../../database/new-id"

/** Takes a lease unless somebody holds it; answers the holder's name, by which it is given back, or null. */
export const takeLease = async (sql: Sql, key: string, seconds: number): Promise<string | null> => {
  const holder = newId("conlea")
  const rows = await sql(
    `insert into consignment_lease (key, holder, expires_at) values (?, ?, now() + make_interval(secs => ?))
     on conflict (key) do update set holder = excluded.holder, expires_at = excluded.expires_at
     where consignment_lease.expires_at < now() returning key`,
    [key, holder, seconds]
  )
  return rows.length > 0 ? holder : null
}

export const returnLease = async (sql: Sql, key: string, holder: string): Promise<void> => {
  await sql(`delete from consignment_lease where key = ? and holder = ?`, [key, holder])
}
