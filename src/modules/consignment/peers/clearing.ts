import type { Sql } from "../database/sql"

const KEPT_DAYS = 90

/** Books rest on these: statements, reversals and cancellations look for them. */
const keptTypes = [
  "delivery.posted",
  "take_back.posted",
  "revaluation.posted",
  "consignor_return.posted",
  "stock_count.posted",
  "document.reversed",
  "settlement.closed",
]

/**
 * Clears feeds of what the reader has applied 90 days ago. A feed is cleared from its beginning, up to the first message
 * that is younger or not done; a reader that asks for cleared messages needs attention. Messages that books rest on stay.
 */
export const clearFeeds = async (sql: Sql): Promise<void> => {
  await sql(
    `with waiting as (
       select peer_id, feed, min(sequence) as sequence from consignment_peer_message
       where state not in ('applied', 'dismissed')
         or coalesce(applied_at, created_at) > now() - ? * interval '1 day'
       group by peer_id, feed),
     cleared as (
       update consignment_peer_feed f
       set cleared_up_to = coalesce((select w.sequence - 1 from waiting w where w.peer_id = f.peer_id and w.feed = f.feed),
         f.sequence)
       where exists (select 1 from consignment_peer_message m
         where m.peer_id = f.peer_id and m.feed = f.feed and m.sequence > f.cleared_up_to
           and coalesce(m.applied_at, m.created_at) <= now() - ? * interval '1 day')
       returning f.peer_id, f.feed, f.cleared_up_to)
     delete from consignment_peer_message m using cleared
     where m.peer_id = cleared.peer_id and m.feed = cleared.feed and m.sequence <= cleared.cleared_up_to
       and m.type <> all(?::text[])`,
    [KEPT_DAYS, KEPT_DAYS, keptTypes]
  )
}
