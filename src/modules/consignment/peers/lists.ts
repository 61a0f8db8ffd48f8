import { toDate, toDateOrNull } from "../database/column-table"
import type { Sql } from "../database/sql"
import { ConsignmentError } from "../domain/errors"
import type { Feed } from "../domain/peers"
import { blocking } from "./receive"
import {
  numberOf,
  readPeers,
  requirePeer,
  type ExceptionRow,
  type MessageRow,
  type PeerAnswer,
} from "./rows"

export interface Page {
  skip: number
  take: number
}

export interface PeerFilters {
  status?: string | string[]
  role?: string
  contractor_id?: string
}

export const listPeers = async (
  sql: Sql,
  filters: PeerFilters,
  { skip, take }: Page
): Promise<readonly [PeerAnswer[], number]> => {
  const statuses = filters.status === undefined ? null : [filters.status].flat()
  const rows = await sql<{ id: string; count: string }>(
    `select id, count(*) over () as count from consignment_peer
     where (?::text[] is null or status = any(?::text[])) and (?::text is null or role = ?)
       and (?::text is null or contractor_id = ?)
     order by created_at desc, id limit ? offset ?`,
    [
      statuses,
      statuses,
      filters.role ?? null,
      filters.role ?? null,
      filters.contractor_id ?? null,
      filters.contractor_id ?? null,
      take,
      skip,
    ]
  )
  const peers = await readPeers(
    sql,
    rows.map((row) => row.id)
  )
  return [peers, numberOf(rows[0]?.count ?? 0)]
}

export interface MessageFilters {
  feed?: Feed
  state?: string
  type?: string
}

/** Messages of one feed, the newest first. Throws: NOT_FOUND. */
export const listMessages = async (
  sql: Sql,
  peerId: string,
  { feed = "received", state, type }: MessageFilters,
  { skip, take }: Page
) => {
  await requirePeer(sql, peerId)
  const rows = await sql<MessageRow & { count: string }>(
    `select *, count(*) over () as count from consignment_peer_message
     where peer_id = ? and feed = ? and (?::text is null or state = ?) and (?::text is null or type = ?)
     order by sequence desc limit ? offset ?`,
    [peerId, feed, state ?? null, state ?? null, type ?? null, type ?? null, take, skip]
  )
  return [rows.map(toMessageAnswer), numberOf(rows[0]?.count ?? 0)] as const
}

const toMessageAnswer = (row: MessageRow) => ({
  id: `${row.feed}:${row.sequence}`,
  sequence: numberOf(row.sequence),
  type: row.type,
  about: row.about,
  body: row.body,
  document_id: row.document_id,
  created_at: toDate(row.created_at).toISOString(),
  applied_at: toDateOrNull(row.applied_at)?.toISOString() ?? null,
  state: row.state,
})

export interface ExceptionFilters {
  status?: string
}

const exceptionColumns = `e.*, (
  select coalesce(m.body ->> 'number', m.body ->> 'sku') from consignment_peer_message m
  where m.peer_id = e.peer_id and m.feed = 'received' and m.sequence = e.sequence) as subject`

type ListedException = ExceptionRow & { subject: string | null }

/** Messages that could not be applied, the newest first. Throws: NOT_FOUND. */
export const listExceptions = async (
  sql: Sql,
  peerId: string,
  { status }: ExceptionFilters,
  { skip, take }: Page
) => {
  await requirePeer(sql, peerId)
  const rows = await sql<ListedException & { count: string }>(
    `select ${exceptionColumns}, count(*) over () as count from consignment_peer_exception e
     where e.peer_id = ? and (?::text is null or e.status = ?) order by e.created_at desc, e.id limit ? offset ?`,
    [peerId, status ?? null, status ?? null, take, skip]
  )
  const waiting = await countWaiting(sql, peerId, rows)
  const answers = rows.map((row) => toExceptionAnswer(row, waiting.get(row.id) ?? 0))
  return [answers, numberOf(rows[0]?.count ?? 0)] as const
}

/** How many messages wait behind each exception, also those behind a message that waits. */
const countWaiting = async (
  sql: Sql,
  peerId: string,
  exceptions: ExceptionRow[]
): Promise<ReadonlyMap<string, number>> => {
  const open = exceptions.filter(({ status }) => status === "open")
  if (open.length === 0) return new Map()
  const held = await sql<MessageRow & { blocking: string[] }>(
    `select m.sequence, m.state, m.about, ${blocking} as blocking from consignment_peer_message m
     where m.peer_id = ? and m.feed = 'received' and m.state in ('waiting', 'exception') order by m.sequence`,
    [peerId]
  )
  return new Map(open.map(({ id, sequence }) => [id, countBehind(held, sequence)]))
}

const countBehind = (held: (MessageRow & { blocking: string[] })[], sequence: string): number => {
  const first = held.findIndex((message) => message.sequence === sequence)
  const blocked = new Set(held[first]?.blocking)
  const behind = held.slice(first + 1).filter(({ state, about, blocking: keys }) => {
    if (state !== "waiting" || !about.some((key) => blocked.has(key))) return false
    for (const key of keys) blocked.add(key)
    return true
  })
  return behind.length
}

/** Throws: NOT_FOUND. */
export const readException = async (sql: Sql, peerId: string, id: string) => {
  const [row] = await sql<ListedException>(
    `select ${exceptionColumns} from consignment_peer_exception e where e.peer_id = ? and e.id = ?`,
    [peerId, id]
  )
  if (!row) throw new ConsignmentError("NOT_FOUND", `Exception ${id} was not found.`, { id })
  const waiting = await countWaiting(sql, peerId, [row])
  return toExceptionAnswer(row, waiting.get(id) ?? 0)
}

const toExceptionAnswer = (row: ListedException, waiting: number) => ({
  id: row.id,
  sequence: numberOf(row.sequence),
  type: row.type,
  about: row.about,
  subject: row.subject,
  code: row.code,
  message: row.message,
  status: row.status,
  waiting,
  created_at: toDate(row.created_at).toISOString(),
  resolved_by: row.resolved_by,
  reason: row.reason,
})
