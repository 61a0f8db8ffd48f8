import { lockRows } from "../database/locks"
import { MedusaError } from "@medusajs/framework/utils"
import { newId } from "../database/new-id"
import type { Sql } from "../database/sql"
import { ConsignmentError, isTemporary } from "../domain/errors"
import { PeerException, type AttentionReason, type Feed, type Message } from "../domain/peers"
import type { DescribedArticle } from "../articles/article"
import { appliers } from "./appliers"
import type { AfterCommit, Applying, Attempt, Received } from "./applying"
import { bodyOf } from "./bodies"
import { findUnreadable } from "./body-schemas"
import { hashOfMessage, lockFeed, tell, toMessage } from "./feed"
import { tellBooks } from "./statement"
import { lockPeer, numberOf, requirePeer, type ExceptionRow, type MessageRow } from "./rows"

/** A transaction in which messages are received. */
export type Begun = Pick<Applying, "sql" | "context" | "host">

const withoutEffect = (outcome: Received["outcome"]): Received => ({
  outcome,
  posted: [],
  afterCommit: [],
})

/** The items of a message, whose locks of the host are held while it is applied. */
export const itemsOf = async (sql: Sql, peerId: string, message: Message): Promise<string[]> => {
  const linkIds = message.about.flatMap((key) =>
    key.startsWith("article:") ? key.slice("article:".length) : []
  )
  const originIds = [
    ...originLinesOf(message.body),
    ...(await dismissedLines(sql, peerId, message)),
  ]
  const rows = await sql<{ inventory_item_id: string }>(
    `select inventory_item_id from consignment_peer_link where peer_id = ? and id = any(?::text[])
     union select inventory_item_id from consignment_document_line
       where origin_line_id = any(?::text[]) or id = any(?::text[])`,
    [peerId, linkIds, originIds, originIds]
  )
  return rows.map((row) => row.inventory_item_id)
}

/** Lines of our reversal that was dismissed: what the other store keeps is posted again. */
const dismissedLines = async (
  sql: Sql,
  peerId: string,
  { type, body }: Message
): Promise<string[]> => {
  if (type !== "exception.closed" || body.status !== "dismissed") return []
  const [sent] = await sql<MessageRow>(
    `select * from consignment_peer_message
     where peer_id = ? and feed = 'sent' and sequence::text = ? and type in ('delivery.reversed', 'document.reversed')`,
    [peerId, String(body.sequence)]
  )
  return sent ? originLinesOf(sent.body) : []
}

const originLinesOf = ({ lines }: Record<string, unknown>): string[] =>
  (Array.isArray(lines) ? (lines as ({ origin_line_id?: unknown } | null)[]) : []).flatMap(
    (line) => (typeof line?.origin_line_id === "string" ? line.origin_line_id : [])
  )

/**
 * Takes the next message of the other store's feed: applies it, or keeps it as an exception, or lets it wait behind one;
 * in one transaction with the cursor, so each message takes effect once.
 */
export const receive = async (
  begun: Begun,
  peerId: string,
  message: Message,
  attempt: Attempt
): Promise<Received> => {
  const { sql } = begun
  const feed = await lockFeed(sql, peerId, "received")
  if (message.sequence !== numberOf(feed.sequence) + 1) return withoutEffect("skipped")
  const peer = await requirePeer(sql, peerId)
  if (peer.status !== "connected") return withoutEffect("stopped")
  if (hashOfMessage(feed.hash, message) !== message.hash) {
    await needAttention(sql, peerId, {
      feed: "received",
      reason: "broken_chain",
      message: `The hash of message ${message.sequence} does not follow from the messages before it.`,
    })
    return withoutEffect("stopped")
  }
  await takeMessages(sql, peerId, [message], "pending")
  const blocked = await blockedKeys(sql, peerId, message.sequence)
  const undone = await findUndone(sql, peerId, message)
  if (undone) {
    await settleUndone(sql, peerId, message, undone)
    return withoutEffect("applied")
  }
  if (message.about.some((key) => blocked.has(key))) {
    await setState(sql, peerId, message.sequence, "waiting")
    return withoutEffect("waiting")
  }
  return await applyOrKeep({ ...begun, peer, message, attempt, afterCommit: [] })
}

/**
 * Takes the next messages, which all describe articles, as far as they bring articles that are not here yet; in one
 * transaction with the cursor. None is taken where the first of them needs a closer look, which `receive` gives it.
 */
export const receiveNewArticles = async (
  { sql, context, host }: Begun,
  peerId: string,
  messages: Message[]
): Promise<{ taken: number; afterCommit: AfterCommit[] }> => {
  const feed = await lockFeed(sql, peerId, "received")
  const peer = await requirePeer(sql, peerId)
  const first = numberOf(feed.sequence) + 1
  const isNext = peer.status === "connected" && messages[0]?.sequence === first
  const blocked = await blockedKeys(sql, peerId, first)
  let { hash } = feed
  const odd = messages.findIndex((message, index) => {
    const before = hash
    hash = message.hash
    return (
      message.sequence !== first + index ||
      hashOfMessage(before, message) !== message.hash ||
      message.about.some((key) => blocked.has(key))
    )
  })
  const next = isNext ? messages.slice(0, odd === -1 ? messages.length : odd) : []
  const { count, emitEvents } = await host.applyNewArticles(
    context,
    peer,
    next.map((message) => bodyOf<DescribedArticle>(message))
  )
  await takeMessages(sql, peerId, next.slice(0, count), "applied")
  return { taken: count, afterCommit: [emitEvents] }
}

/** Applies a message that waited, if nothing before it is in its way any more. */
export const receiveWaiting = async (
  begun: Begun,
  peerId: string,
  sequence: number,
  attempt: Attempt
): Promise<Received> => {
  const { sql } = begun
  await lockFeed(sql, peerId, "received")
  const peer = await requirePeer(sql, peerId)
  const row = await findReceived(sql, peerId, sequence)
  if (row?.state !== "waiting") return withoutEffect("skipped")
  const blocked = await blockedKeys(sql, peerId, sequence)
  if (row.about.some((key) => blocked.has(key))) return withoutEffect("waiting")
  return await applyOrKeep({ ...begun, peer, message: toMessage(row), attempt, afterCommit: [] })
}

/** Keys that a message `m` blocks. An article that was skipped is asked for again, so it does not wait for the delivery. */
export const blocking = `array(
  select key from unnest(m.about) key where key not like 'article:%' or not exists (
    select 1 from consignment_peer_exception e where e.peer_id = m.peer_id and e.sequence = m.sequence
      and e.status = 'open' and e.code = 'ARTICLE_SKIPPED'))`

/** Waiting messages whose keys nothing blocks any more, oldest first. */
export const findReleased = async (sql: Sql, peerId: string): Promise<Message | null> => {
  const rows = await sql<MessageRow & { blocking: string[] }>(
    `select m.*, ${blocking} as blocking from consignment_peer_message m where m.peer_id = ? and m.feed = 'received'
       and m.state in ('waiting', 'exception') order by m.sequence`,
    [peerId]
  )
  const blocked = new Set<string>()
  for (const row of rows) {
    const isBlocked = row.state === "exception" || row.about.some((key) => blocked.has(key))
    if (!isBlocked) return toMessage(row)
    for (const key of row.blocking) blocked.add(key)
  }
  return null
}

/** Tries to apply the message of an open exception again. Throws: NOT_FOUND, INVALID_DATA (it is closed). */
export const retryException = async (
  begun: Begun,
  peerId: string,
  exceptionId: string,
  { attempt, resolvedBy }: { attempt: Attempt; resolvedBy: string }
): Promise<Received> => {
  const { sql } = begun
  await lockFeed(sql, peerId, "received")
  const peer = await requirePeer(sql, peerId)
  const exception = await requireOpenException(sql, peerId, exceptionId)
  refuseChoice(exception, attempt)
  const row = await findReceived(sql, peerId, numberOf(exception.sequence))
  if (!row)
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The message of the exception is gone."
    )
  return await applyOrKeep(
    { ...begun, peer, message: toMessage(row), attempt, afterCommit: [] },
    { exception, resolvedBy }
  )
}

/** Closes an exception without applying its message. Throws: NOT_FOUND, INVALID_DATA (it is closed). */
export const dismissException = async (
  sql: Sql,
  peerId: string,
  exceptionId: string,
  { reason, dismissedBy }: { reason: string; dismissedBy: string }
): Promise<void> => {
  await lockFeed(sql, peerId, "received")
  const exception = await requireOpenException(sql, peerId, exceptionId)
  await setState(sql, peerId, numberOf(exception.sequence), "dismissed")
  await closeException(sql, exception, "dismissed", dismissedBy, reason)
  await tellBooks(sql, peerId)
}

/** Throws: NOT_FOUND, INVALID_DATA (it is closed). */
const requireOpenException = async (
  sql: Sql,
  peerId: string,
  exceptionId: string
): Promise<ExceptionRow> => {
  const [row] = await lockRows<ExceptionRow>(sql, "peerException", "*", [exceptionId, peerId])
  if (!row) {
    throw new ConsignmentError("NOT_FOUND", `Exception ${exceptionId} was not found.`, {
      id: exceptionId,
    })
  }
  if (row.status !== "open") {
    throw new ConsignmentError("INVALID_DATA", `The exception is ${row.status} already.`, {
      path: "exception_id",
    })
  }
  return row
}

/** Only an article that is here already can be linked. Throws: INVALID_DATA. */
const refuseChoice = ({ code }: ExceptionRow, { choice }: Attempt): void => {
  if (choice === undefined || code === "ARTICLE_EXISTS") return
  throw new ConsignmentError("INVALID_DATA", `An exception ${code} offers nothing to link.`, {
    path: "exception_id",
  })
}

/** Open exceptions by broken links none of which is broken any more, the oldest first. */
export const listRestored = async (sql: Sql, peerId: string): Promise<string[]> => {
  const rows = await sql<{ id: string }>(
    `select e.id from consignment_peer_exception e
     where e.peer_id = ? and e.status = 'open' and e.code = 'LINK_BROKEN' and not exists (
       select 1 from consignment_peer_link l
       where l.peer_id = e.peer_id and l.state = 'broken' and 'article:' || l.id = any(e.about))
     order by e.sequence`,
    [peerId]
  )
  return rows.map(({ id }) => id)
}

/** The message of an open exception. Throws: NOT_FOUND, INVALID_DATA (it is closed, or the choice is none of its). */
export const findExceptionMessage = async (
  sql: Sql,
  peerId: string,
  exceptionId: string,
  attempt: Attempt
): Promise<Message> => {
  const exception = await requireOpenException(sql, peerId, exceptionId)
  refuseChoice(exception, attempt)
  const row = await findReceived(sql, peerId, numberOf(exception.sequence))
  if (!row)
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The message of the exception is gone."
    )
  return toMessage(row)
}

const findReceived = async (
  sql: Sql,
  peerId: string,
  sequence: number
): Promise<MessageRow | null> => {
  const [row] = await sql<MessageRow>(
    `select * from consignment_peer_message where peer_id = ? and feed = 'received' and sequence = ?`,
    [peerId, sequence]
  )
  return row ?? null
}

/** A refusal leaves nothing of what the message began, and the message as an exception. */
const applyOrKeep = async (
  applying: Applying,
  retry?: { exception: ExceptionRow; resolvedBy: string }
): Promise<Received> => {
  const { sql, peer, message, attempt, afterCommit } = applying
  const unreadable = findUnreadable(message)
  if (unreadable) {
    await keepException(applying, unreadable, retry?.exception)
    return withoutEffect("exception")
  }
  await sql("savepoint consignment_message")
  try {
    if (attempt.failure) throw toError(attempt.failure)
    const applier = appliers[message.type]
    if (!applier) {
      throw new PeerException(
        "UPDATE_NEEDED",
        `This store does not know messages of the type ${message.type}: update the plugin.`
      )
    }
    const posted = await applier.apply(applying)
    await sql("release savepoint consignment_message")
    await sql(
      `update consignment_peer_message set state = 'applied', applied_at = now(), document_id = coalesce(document_id, ?)
       where peer_id = ? and feed = 'received' and sequence = ? and state <> 'dismissed'`,
      [posted[0]?.document_id ?? null, peer.id, message.sequence]
    )
    if (retry) await closeException(sql, retry.exception, "resolved", retry.resolvedBy, null)
    return { outcome: "applied", posted, afterCommit }
  } catch (error) {
    if (!isRefusal(error)) throw error
    await sql("rollback to savepoint consignment_message")
    await sql("release savepoint consignment_message")
    await keepException(applying, error, retry?.exception)
    await appliers[message.type]?.refused?.(applying, error)
    return withoutEffect("exception")
  }
}

/** Anything else is a failure of the infrastructure or of ours: the message stays where it is. */
const isRefusal = (error: unknown): error is ConsignmentError | PeerException =>
  error instanceof PeerException || (error instanceof ConsignmentError && !isTemporary(error.code))

const toError = ({
  code,
  message,
}: NonNullable<Attempt["failure"]>): ConsignmentError | PeerException =>
  new PeerException(code as PeerException["code"], message)

const keepException = async (
  { sql, peer, message }: Applying,
  refusal: ConsignmentError | PeerException,
  known: ExceptionRow | undefined
): Promise<void> => {
  const { code, message: text, details } = refusal
  if (known) {
    await sql(
      `update consignment_peer_exception set code = ?, message = ?, details = ?::jsonb where id = ?`,
      [code, text, JSON.stringify(details ?? null), known.id]
    )
  } else {
    await setState(sql, peer.id, message.sequence, "exception")
    await sql(
      `insert into consignment_peer_exception (id, peer_id, sequence, type, about, code, message, details)
       values (?, ?, ?, ?, ?::text[], ?, ?, ?::jsonb)`,
      [
        newId("csexc"),
        peer.id,
        message.sequence,
        message.type,
        message.about,
        code,
        text,
        JSON.stringify(details ?? null),
      ]
    )
  }
  await tellException(sql, peer.id, message, "exception.opened", { code, message: text, details })
}

/** The sender shows what became of the message; of a message about an exception nothing more is told. */
const tellException = async (
  sql: Sql,
  peerId: string,
  { sequence, type }: Pick<Message, "sequence" | "type">,
  told: "exception.opened" | "exception.closed",
  body: Record<string, unknown>
): Promise<void> => {
  if (type.startsWith("exception.")) return
  await tell(sql, peerId, { type: told, about: [], body: { sequence, type, ...body } })
}

const closeException = async (
  sql: Sql,
  exception: ExceptionRow,
  status: "resolved" | "dismissed",
  closedBy: string,
  reason: string | null
): Promise<void> => {
  await sql(
    `update consignment_peer_exception set status = ?, resolved_by = ?, reason = ?, closed_at = now() where id = ?`,
    [status, closedBy, reason, exception.id]
  )
  await tellException(
    sql,
    exception.peer_id,
    { sequence: numberOf(exception.sequence), type: exception.type },
    "exception.closed",
    { status, reason }
  )
}

/** Keeps the next messages and sets the cursor behind them. */
const takeMessages = async (
  sql: Sql,
  peerId: string,
  messages: Message[],
  state: "pending" | "applied"
): Promise<void> => {
  const last = messages.at(-1)
  if (!last) return
  await sql(
    `insert into consignment_peer_message
       (peer_id, feed, sequence, type, about, body, hash, state, created_at, applied_at)
     select ?, 'received', sequence, type, array(select json_array_elements_text(about)), body, hash, ?, created_at,
       case when ? = 'applied' then now() end
     from json_to_recordset(?::json) as taken
       (sequence bigint, type text, about json, body jsonb, hash text, created_at timestamptz)
     on conflict (peer_id, feed, sequence) do update set type = excluded.type, about = excluded.about,
       body = excluded.body, hash = excluded.hash, created_at = excluded.created_at, state = excluded.state`,
    [peerId, state, state, JSON.stringify(messages)]
  )
  await sql(
    `update consignment_peer_feed set sequence = ?, hash = ? where peer_id = ? and feed = 'received'`,
    [last.sequence, last.hash, peerId]
  )
}

const setState = async (
  sql: Sql,
  peerId: string,
  sequence: number,
  state: MessageRow["state"]
): Promise<void> => {
  await sql(
    `update consignment_peer_message set state = ? where peer_id = ? and feed = 'received' and sequence = ?`,
    [state, peerId, sequence]
  )
}

/** Keys of the exceptions and waiting messages before a message. */
const blockedKeys = async (sql: Sql, peerId: string, before: number): Promise<Set<string>> => {
  const rows = await sql<{ key: string }>(
    `select distinct unnest(${blocking}) as key from consignment_peer_message m
     where m.peer_id = ? and m.feed = 'received' and m.state in ('exception', 'waiting') and m.sequence < ?`,
    [peerId, before]
  )
  return new Set(rows.map((row) => row.key))
}

/** The message that this one undoes, if it has not been applied here: then both of them have no effect. */
const findUndone = async (
  sql: Sql,
  peerId: string,
  { body }: Message
): Promise<MessageRow | null> => {
  if (typeof body.undoes_document_id !== "string") return null
  const [row] = await sql<MessageRow>(
    `select * from consignment_peer_message where peer_id = ? and feed = 'received'
       and body ->> 'document_id' = ? and state in ('exception', 'waiting') order by sequence limit 1`,
    [peerId, body.undoes_document_id]
  )
  return row ?? null
}

const settleUndone = async (
  sql: Sql,
  peerId: string,
  message: Message,
  undone: MessageRow
): Promise<void> => {
  await setState(sql, peerId, numberOf(undone.sequence), "dismissed")
  await setState(sql, peerId, message.sequence, "applied")
  const [exception] = await sql<ExceptionRow>(
    `select * from consignment_peer_exception where peer_id = ? and sequence = ? and status = 'open'`,
    [peerId, undone.sequence]
  )
  if (exception) await closeException(sql, exception, "resolved", "peer", null)
}

export interface Attention {
  /** Which of our feeds does not fit. */
  feed: Feed
  reason: AttentionReason
  message: string
}

/** Makes the connection stop until somebody decides how it goes on. */
export const needAttention = async (
  sql: Sql,
  peerId: string,
  attention: Attention
): Promise<void> => {
  await lockPeer(sql, peerId)
  await sql(
    `update consignment_peer set status = 'needs_attention', attention = ?::jsonb, last_error = ?,
       last_error_reason = 'needs_attention', updated_at = now()
     where id = ? and status in ('connected', 'paused')`,
    [JSON.stringify(attention), attention.message, peerId]
  )
}
