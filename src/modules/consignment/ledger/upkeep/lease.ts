import type { Sql } from "../../database/sql"
import { newId } from "../../database/new-id"
import { withoutWaiting } from "../../database/without-waiting"

/**
 * Takes a lease unless somebody holds it; answers the holder's name, by which it is given back, or null. Leases order
 * requests that would otherwise refuse each other, and end by themselves: a crash of the database may lose one.
 */
export const takeLease = async (sql: Sql, key: string, seconds: number): Promise<string | null> => {
  const holder = newId("conlea")
  const rows = await sql(
    `${withoutWaiting}
     insert into consignment_lease (key, holder, expires_at)
     select ?::text, ?::text, now() + make_interval(secs => ?) from unwaited
     on conflict (key) do update set holder = excluded.holder, expires_at = excluded.expires_at
     where consignment_lease.expires_at < now() returning key`,
    [key, holder, seconds]
  )
  return rows.length > 0 ? holder : null
}

/** Gives a lease back; what killed processes have left behind goes with it. */
export const returnLease = async (sql: Sql, key: string, holder: string): Promise<void> => {
  await sql(
    `${withoutWaiting} delete from consignment_lease using unwaited
     where key = ? and holder = ? or expires_at < now() - interval '1 day'`,
    [key, holder]
  )
}
