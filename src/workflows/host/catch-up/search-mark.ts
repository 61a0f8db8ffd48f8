import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toDate, type Instant } from "../../../modules/consignment/database/column-table"
import { toSearch, type Reach } from "./find-unposted"

const KEY = "unposted"

/**
 * A search begins so long before the mark. Ids and times are those of the processes of the host: their clocks differ, and
 * a row may be written some time after its id was made.
 */
const OVERLAP_SECONDS = 15 * 60

/** Facts that the ids of the host do not tell of are found once a day: rows with ids of the caller's own, and restored ones. */
const ALL_EVERY_SECONDS = 24 * 60 * 60

const A_DAY_AHEAD = -24 * 60 * 60

interface Mark {
  searched_until: Instant | null
  is_all_due: boolean
}

/** How far the next search has to go back; only one that moves the mark needs to go back to the beginning each day. */
export const findReach = async (
  container: MedusaContainer,
  { isDaily = true } = {}
): Promise<Reach> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: Mark[] }>(
    `select searched_until, coalesce(all_searched_at < now() - make_interval(secs => ?), true) as is_all_due
     from consignment_catch_up_mark where key = ?`,
    [String(ALL_EVERY_SECONDS), KEY]
  )
  const [mark] = rows
  if (!mark?.searched_until || (isDaily && mark.is_all_due)) return "everything"
  return { since: new Date(toDate(mark.searched_until).getTime() - OVERLAP_SECONDS * 1000) }
}

/**
 * Puts under watch what the host has done since the mark without a document of ours, however young, and the returns that
 * it has not confirmed yet; then moves the mark. One statement, so that all of it is of one instant.
 *
 * A transaction may commit long after it has written a row. So the mark moves to an instant only when every transaction
 * that was running at that instant has ended: until then each search goes back to the mark before.
 */
export const watchUnposted = async (container: MedusaContainer, reach: Reach): Promise<void> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const search = toSearch(A_DAY_AHEAD, reach)
  await connection.raw(
    `${search.statement},
     snapshot as materialized (select now() as at,
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint as oldest_running,
       pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next_transaction),
     open as (
       select case kind when 'unrestocked_cancellation' then 'cancellation' else kind end as kind, id as host_id
       from unposted
       union select 'return', id from change where status in ('pending', 'requested') and deleted_at is null),
     added as (
       insert into consignment_catch_up_watch (kind, host_id) select kind, host_id from open
       on conflict do nothing),
     dropped as (
       delete from consignment_catch_up_watch w
       where w.created_at < now() - make_interval(secs => ?)
         and not exists (select 1 from open where open.kind = w.kind and open.host_id = w.host_id))
     insert into consignment_catch_up_mark as mark (key, next_until, next_transaction, all_searched_at)
     select ?::text, at, next_transaction, case when ?::boolean then at end from snapshot
     on conflict (key) do update set
       searched_until = case when ${hasEnded} then mark.next_until else mark.searched_until end,
       next_until = case when ${hasEnded} or ${isOfAnotherServer} then excluded.next_until else mark.next_until end,
       next_transaction = case when ${hasEnded} or ${isOfAnotherServer}
         then excluded.next_transaction else mark.next_transaction end,
       all_searched_at = coalesce(excluded.all_searched_at, mark.all_searched_at)`,
    [...search.parameters, String(OVERLAP_SECONDS), KEY, String(reach === "everything")]
  )
}

/** Every transaction that was running at the next mark. */
const hasEnded = `mark.next_transaction <= (select oldest_running from snapshot)`

/** A database that was restored elsewhere counts transactions anew. */
const isOfAnotherServer = `mark.next_transaction > excluded.next_transaction`

/** A fulfilment that is cancelled past its order leaves nothing by which a search would find it. */
export const watchCancellation = async (
  container: MedusaContainer,
  fulfillmentId: string
): Promise<void> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await connection.raw(
    `insert into consignment_catch_up_watch (kind, host_id)
     select 'cancellation', fulfillment_id from consignment_document where fulfillment_id = ? limit 1
     on conflict (kind, host_id) do update set created_at = excluded.created_at`,
    [fulfillmentId]
  )
}
