import { lockRows } from "../database/locks"
import { createHash, randomBytes } from "node:crypto"
import { beginPosting } from "../database/begin-posting"
import { ConsignmentError } from "../domain/errors"
import type { Message, MessageToSend } from "../domain/peers"
import { toDate } from "../database/column-table"
import type { Sql } from "../database/sql"
import { numberOf, type FeedRow, type MessageRow } from "./rows"

/** A page of messages is cut at this size, and a larger message is never sent. */
export const MAXIMUM_PAGE_BYTES = 8 * 1024 * 1024
const ROOM_FOR_HEADERS = 64 * 1024

export const newEpoch = (): string => randomBytes(16).toString("base64url")

/** Keys in one order, so that both sides hash the same text. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== "object" || value === null) return value
  const record = value as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(record)
      .sort()
      .map((key) => [key, canonical(record[key])])
  )
}

/** Chained over all messages before it. */
export const hashOfMessage = (
  before: string,
  { sequence, type, about, body, created_at }: Omit<Message, "hash">
): string =>
  createHash("sha256")
    .update(JSON.stringify([before, sequence, type, about, canonical(body), created_at]))
    .digest("base64url")

export const lockFeed = async (
  sql: Sql,
  peerId: string,
  feed: "sent" | "received"
): Promise<FeedRow> => {
  const [row] = await lockRows<FeedRow>(sql, "feed", "*", [peerId, feed])
  if (!row)
    throw new ConsignmentError("NOT_FOUND", `Connection ${peerId} was not found.`, { id: peerId })
  return row
}

/** Whether a message with this body can be sent at all. */
export const fitsPage = (content: object): boolean =>
  Buffer.byteLength(JSON.stringify(content)) <= MAXIMUM_PAGE_BYTES - ROOM_FOR_HEADERS

/**
 * Writes a message for the other store, in the caller's transaction. The feed stays locked to its end, so this comes last.
 * Throws: INVALID_DATA (larger than a page).
 */
export const tell = async (sql: Sql, peerId: string, message: MessageToSend): Promise<void> =>
  await tellAll(sql, peerId, [message])

/** As `tell`, of many messages in their order. */
export const tellAll = async (
  sql: Sql,
  peerId: string,
  messages: MessageToSend[]
): Promise<void> => {
  if (messages.length === 0) return
  const contents = messages.map(toContent)
  const feed = await lockFeed(sql, peerId, "sent")
  const created_at = new Date().toISOString()
  let { hash } = feed
  let sequence = numberOf(feed.sequence)
  const rows = contents.map((content) => {
    sequence += 1
    hash = hashOfMessage(hash, { ...content, sequence, created_at })
    return { ...content, sequence, hash }
  })
  await sql(
    `insert into consignment_peer_message
       (peer_id, feed, sequence, type, about, body, hash, state, document_id, created_at)
     select ?, 'sent', sequence, type, array(select json_array_elements_text(about)), body, hash, 'pending', document_id,
       ?::timestamptz
     from json_to_recordset(?::json)
       as told (sequence bigint, type text, about json, body jsonb, hash text, document_id text)`,
    [peerId, created_at, JSON.stringify(rows)]
  )
  await sql(
    `update consignment_peer_feed set sequence = ?, hash = ? where peer_id = ? and feed = 'sent'`,
    [sequence, hash, peerId]
  )
}

/** Throws: INVALID_DATA (larger than a page). */
const toContent = (message: MessageToSend) => {
  // A parsed body has no undefined.
  const body = JSON.parse(JSON.stringify(message.body)) as Record<string, unknown>
  const about = [...new Set(message.about)].sort()
  if (!fitsPage({ body, about })) refuseLarge(message)
  return { type: message.type, about, body, document_id: message.documentId ?? null }
}

/** The remedy depends on the type of the message. */
const refuseLarge = ({ type, body }: MessageToSend): never => {
  if (type === "settlement.closed") {
    throw new ConsignmentError(
      "INVALID_DATA",
      "The settlement is too large to be sent to the connected store; settle up to an earlier date first.",
      { path: "cut_off" }
    )
  }
  if (type === "article.described") {
    throw new ConsignmentError(
      "INVALID_DATA",
      `The article ${typeof body.sku === "string" ? body.sku : "without SKU"} is too large to be sent to the connected store; shorten its description or metadata.`,
      { path: "lines" }
    )
  }
  throw new ConsignmentError(
    "INVALID_DATA",
    "The document is too large to be sent to the connected store; post it in parts.",
    { path: "lines" }
  )
}

export const toMessage = (row: MessageRow): Message => ({
  sequence: numberOf(row.sequence),
  hash: row.hash,
  type: row.type,
  about: row.about,
  body: row.body,
  created_at: toDate(row.created_at).toISOString(),
})

/** Answer to a reader. */
export interface FeedPage {
  epoch: string | null
  highest_sequence: number
  /** Of the message that the reader has applied last, as we know it. */
  hash: string | null
  messages: Message[]
}

/** Messages after a cursor, cut at a number and at a size; they count as applied up to the cursor. */
export const readFeed = async (
  sql: Sql,
  peerId: string,
  { after, limit }: { after: number; limit: number }
): Promise<FeedPage & { acknowledged: number }> => {
  const [feed] = await sql<FeedRow & { read_hash: string | null }>(
    `select f.*, m.hash as read_hash from consignment_peer_feed f
     left join consignment_peer_message m on m.peer_id = f.peer_id and m.feed = f.feed and m.sequence = ?
     where f.peer_id = ? and f.feed = 'sent'`,
    [after, peerId]
  )
  const highest = numberOf(feed?.sequence ?? 0)
  // Messages that were cleared are gone for good: the reader sees that some are missing.
  const first = Math.max(after, numberOf(feed?.cleared_up_to ?? 0))
  const rows = highest <= first ? [] : await readMessages(sql, peerId, { first, limit })
  return {
    epoch: feed?.epoch ?? null,
    highest_sequence: highest,
    hash: after === 0 ? "" : (feed?.read_hash ?? null),
    messages: rows.map(toMessage),
    acknowledged: numberOf(feed?.acknowledged ?? 0),
  }
}

const readMessages = async (
  sql: Sql,
  peerId: string,
  { first, limit }: { first: number; limit: number }
): Promise<MessageRow[]> =>
  await sql<MessageRow>(
    `select * from (
       select m.*, sum(octet_length(m.body::text) + octet_length(array_to_json(m.about)::text) + 1000) over (order by m.sequence) as bytes
       from consignment_peer_message m
       where m.peer_id = ? and m.feed = 'sent' and m.sequence > ? order by m.sequence limit ?) page
     where bytes <= ? or sequence = ?::bigint + 1 order by sequence`,
    [peerId, first, limit, MAXIMUM_PAGE_BYTES - ROOM_FOR_HEADERS, first]
  )

/** The other store has applied everything up to here. */
export const acknowledge = async (sql: Sql, peerId: string, sequence: number): Promise<void> => {
  const changed = await sql(
    `update consignment_peer_feed set acknowledged = ?
     where peer_id = ? and feed = 'sent' and acknowledged <> ? returning peer_id`,
    [sequence, peerId, sequence]
  )
  if (changed.length === 0) return
  const read = await sql<MessageRow>(
    `update consignment_peer_message set state = 'applied', applied_at = now()
     where peer_id = ? and feed = 'sent' and sequence <= ? and state = 'pending' returning *`,
    [peerId, sequence]
  )
  const takenBack = read.filter(({ type }) => type === "take_back.posted")
  if (takenBack.length === 0) return
  await beginPosting(sql)
  await sql(
    `update consignment_document_line set peer_state = 'received' where document_id = any(?::text[]) and peer_state = 'sent'`,
    [takenBack.map((message) => message.document_id)]
  )
}
