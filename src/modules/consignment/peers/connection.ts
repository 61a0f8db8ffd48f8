import type { JWK } from "jose"
import { beginPosting } from "../database/begin-posting"
import type { ContactError } from "../domain/peers"
import { peersToNote } from "../database/locks"
import { givenRows, type Sql } from "../database/sql"
import { loadTerms } from "./pairing"
import { tell, type FeedPage } from "./feed"
import { isStatementDue } from "./statement"
import type { Attention } from "./receive"
import { lockPeer, numberOf, requirePeer, requireRow, type PeerRow } from "./rows"

/** With jitter, the first pause is 30 to 40 seconds, and the longest 11 to 15 minutes. */
const FIRST_PAUSE_SECONDS = 40
const LONGEST_PAUSE_SECONDS = 900

/** Result of a request to the other store. */
export type Contact =
  | { ok: true; theirSequence?: number }
  /** `isUnreachable`: the next attempt waits, longer each time. */
  | { ok: false; error: string; reason: ContactError; isUnreachable: boolean }

export const noteContact = async (sql: Sql, peerId: string, contact: Contact): Promise<void> => {
  if (contact.ok) {
    await sql(
      `update consignment_peer set last_contact_at = now(), last_error = null, last_error_reason = null, failures = 0,
         next_pull_at = now(), their_sequence = coalesce(?::bigint, their_sequence) where id = ?`,
      [contact.theirSequence ?? null, peerId]
    )
    return
  }
  await sql(
    `update consignment_peer set last_error = ?, last_error_reason = ?, failures = case when ?::boolean then failures + 1 else failures end,
       next_pull_at = case when ?::boolean then now() + least(?, ? * power(2, least(failures, 10)))
         * (0.75 + random() / 4) * interval '1 second' else next_pull_at end
     where id = ?`,
    [
      contact.error,
      contact.reason,
      contact.isUnreachable,
      contact.isUnreachable,
      LONGEST_PAUSE_SECONDS,
      FIRST_PAUSE_SECONDS,
      peerId,
    ]
  )
}

/** The other store's answer without messages. */
export interface QuietAnswer {
  peerId: string
  theirSequence: number
}

/** As `noteContact`, of many connections at once. */
export const noteQuiet = async (sql: Sql, answers: QuietAnswer[]): Promise<void> => {
  const answered = givenRows(
    "answered",
    { id: "text", highest: "numeric" },
    answers.map(({ peerId, theirSequence }) => ({ id: peerId, highest: theirSequence }))
  )
  await sql(
    `update consignment_peer p set last_contact_at = now(), last_error = null, last_error_reason = null, failures = 0,
       next_pull_at = now(), their_sequence = answered.highest
     from (${peersToNote("answered.highest", answered.statement)}) answered where answered.id = p.id`,
    answered.parameters
  )
}

/** `isDue`: without those that could not be reached and whose turn has not come again. */
export const listUnread = async (sql: Sql, { isDue }: { isDue: boolean }): Promise<string[]> => {
  const rows = await sql<{ id: string }>(
    `select p.id from consignment_peer p join consignment_peer_feed f on f.peer_id = p.id and f.feed = 'sent'
     where p.status = 'connected' and f.sequence > f.acknowledged and (not ?::boolean or p.next_pull_at <= now())`,
    [isDue]
  )
  return rows.map((row) => row.id)
}

/** Where reading a connection goes on, and what is to be done besides. */
export interface Cursor {
  peer: PeerRow
  epoch: string | null
  sequence: number
  hash: string
  /** Messages wait behind others. */
  hasWaiting: boolean
  /** Messages failed by a broken link. */
  hasBroken: boolean
  /** A day has passed since our books were told. */
  isStatementDue: boolean
}

type CursorRow = PeerRow & {
  epoch: string | null
  sequence: string
  hash: string
  has_waiting: boolean
  has_broken: boolean
  is_statement_due: boolean
}

const selectCursors = `select p.*, f.epoch, coalesce(f.sequence, 0) as sequence, coalesce(f.hash, '') as hash,
    ${isStatementDue("p")} as is_statement_due,
    exists (select 1 from consignment_peer_message m where m.peer_id = p.id and m.feed = 'received'
      and m.state = 'waiting') as has_waiting,
    exists (select 1 from consignment_peer_exception e where e.peer_id = p.id and e.status = 'open'
      and e.code = 'LINK_BROKEN') as has_broken
  from consignment_peer p left join consignment_peer_feed f on f.peer_id = p.id and f.feed = 'received'`

const toCursor = (row: CursorRow): Cursor => ({
  peer: row,
  epoch: row.epoch,
  sequence: numberOf(row.sequence),
  hash: row.hash,
  hasWaiting: row.has_waiting,
  hasBroken: row.has_broken,
  isStatementDue: row.is_statement_due,
})

/** Of the connections whose turn it is. */
export const readDueCursors = async (sql: Sql): Promise<Cursor[]> => {
  const rows = await sql<CursorRow>(
    `${selectCursors} where p.status = 'connected' and p.next_pull_at <= now() order by p.next_pull_at`
  )
  return rows.map(toCursor)
}

/** Throws: NOT_FOUND. */
export const readCursor = async (sql: Sql, peerId: string): Promise<Cursor> => {
  const rows = await sql<CursorRow>(`${selectCursors} where p.id = ?`, [peerId])
  return toCursor(requireRow(rows, peerId))
}

/** Why a reader cannot go on from where it stands; null if it can. */
export const findProblem = (
  page: FeedPage,
  reader: { after: number; hash?: string }
): Attention | null => {
  if (reader.after > page.highest_sequence) {
    return {
      feed: "sent",
      reason: "reader_ahead",
      message: `The other store has read up to message ${reader.after}, our last one is ${page.highest_sequence}: this store seems to have been restored from a backup.`,
    }
  }
  const isOther = reader.hash !== undefined && page.hash !== null && reader.hash !== page.hash
  return isOther
    ? {
        feed: "sent",
        reason: "reader_differs",
        message: `The other store has read another message ${reader.after} than ours: a store has been restored from a backup.`,
      }
    : null
}

/** After the books were accepted as they are, the feed that goes on from them has whatever epoch it has by now. */
export const adoptEpoch = async (sql: Sql, peerId: string, epoch: string): Promise<void> => {
  await sql(
    `update consignment_peer_feed set epoch = ? where peer_id = ? and feed = 'received' and epoch is null`,
    [epoch, peerId]
  )
}

export const promoteTheirKey = async (sql: Sql, peerId: string): Promise<void> => {
  await sql(
    `update consignment_peer set their_key = their_next_key, their_next_key = null, updated_at = now()
     where id = ? and their_next_key is not null`,
    [peerId]
  )
}

export const announceTheirKey = async (sql: Sql, peerId: string, key: JWK): Promise<void> => {
  await sql(
    `update consignment_peer set their_next_key = ?::jsonb, updated_at = now() where id = ?`,
    [JSON.stringify(key), peerId]
  )
}

/** Our own data for the other store. */
export const describeConnection = async (sql: Sql, peerId: string) => {
  const peer = await requirePeer(sql, peerId)
  const [row] = await sql<{ epoch: string; sequence: string; hash: string; name: string }>(
    `select f.epoch, f.sequence, f.hash, (select w.name from consignment_warehouse w where w.id = ?) as name
     from consignment_peer_feed f where f.peer_id = ? and f.feed = 'sent'`,
    [peer.warehouse_id, peerId]
  )
  const terms = await loadTerms(sql, peer)
  return {
    connection_id: peer.connection_id,
    version: 1,
    name: row?.name ?? "",
    purpose: peer.purpose,
    currencies: terms.map(({ currency_code }) => currency_code),
    terms,
    epoch: row?.epoch ?? null,
    highest_sequence: numberOf(row?.sequence ?? 0),
    hash: row?.hash ?? "",
  }
}

export interface ArticleFilter {
  /** The customer's warehouse that a delivery goes to. */
  warehouse_id?: string
  /** Only connections that know one of these items. */
  inventory_item_ids?: string[]
}

export const listForArticles = async (sql: Sql, filter: ArticleFilter): Promise<string[]> => {
  const rows = await sql<{ id: string }>(
    `select p.id from consignment_peer p
     where p.role = 'consignor' and p.status in ('connected', 'paused', 'needs_attention')
       and (?::text is null or exists (select 1 from consignment_peer_warehouse w
         where w.peer_id = p.id and w.warehouse_id = ?))
       and (?::text[] is null or exists (select 1 from consignment_peer_link l
         where l.peer_id = p.id and l.inventory_item_id = any(?::text[])))`,
    [
      filter.warehouse_id ?? null,
      filter.warehouse_id ?? null,
      filter.inventory_item_ids ?? null,
      filter.inventory_item_ids ?? null,
    ]
  )
  return rows.map((row) => row.id)
}

/** Ends a connection: what was not read yet is dropped, books stay. */
export const disconnect = async (sql: Sql, peerId: string): Promise<void> => {
  const peer = await lockPeer(sql, peerId)
  if (peer.status === "disconnected") return
  await sql(
    `update consignment_peer set status = 'disconnected', disconnected_at = now(), pairing_code_hash = null,
       updated_at = now() where id = ?`,
    [peerId]
  )
  await endWaitingLines(sql, peerId)
  await sql(
    `update consignment_peer_message set state = 'dismissed'
     where peer_id = ? and (state in ('pending', 'waiting') or (state = 'exception' and feed = 'received'))`,
    [peerId]
  )
  // Nobody can decide on them any more, here or there.
  await sql(
    `update consignment_peer_exception set status = 'dismissed', resolved_by = 'disconnected', closed_at = now()
     where peer_id = ? and status = 'open'`,
    [peerId]
  )
}

/**
 * No answer comes any more: the other store has what it has read, as it applies what it reads, and never gets the rest.
 * Goods that were sold with their delivery are sold once the other store says so; now we have to say it.
 */
const endWaitingLines = async (sql: Sql, peerId: string): Promise<void> => {
  const errorOf = (message: string) => JSON.stringify({ code: "PEER_UNREACHABLE", message })
  await beginPosting(sql)
  await sql(
    `update consignment_document_line l set updated_at = now(),
       peer_state = case when m.state = 'applied' and l.terms is distinct from 'sale' then 'received' else 'failed' end,
       peer_error = case when m.state <> 'applied' then ?::jsonb when l.terms = 'sale' then ?::jsonb end
     from consignment_peer_message m
     where m.peer_id = ? and m.feed = 'sent' and m.type in ('delivery.posted', 'take_back.posted')
       and l.document_id = m.document_id and l.peer_state = 'sent'`,
    [
      errorOf("The stores were disconnected before the other store had read this."),
      errorOf(
        "The stores were disconnected before the other store had confirmed the purchase: report the goods as sold, or reverse the delivery."
      ),
      peerId,
    ]
  )
}

export const listStale = async (sql: Sql): Promise<string[]> => {
  const rows = await sql<{ id: string }>(
    `select id from consignment_peer where status = 'connected'
       and coalesce(statement_at, created_at) < now() - interval '25 hours'`
  )
  return rows.map((row) => row.id)
}

/** The first time nothing is told: the other store has just learned our address. */
export const tellUrl = async (sql: Sql, url: string): Promise<void> => {
  const changed = await sql<{ id: string; before: string | null }>(
    `update consignment_peer p set own_url = ? from consignment_peer before
     where before.id = p.id and p.status = 'connected' and p.own_url is distinct from ?
     returning p.id, before.own_url as before`,
    [url, url]
  )
  for (const { id, before } of changed) {
    if (before !== null)
      await tell(sql, id, { type: "connection.changed", about: [], body: { url } })
  }
}
