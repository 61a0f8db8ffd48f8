import { lockRows } from "../database/locks"
import type { JWK } from "jose"
import type {
  ContactError,
  ExceptionStatus,
  Feed,
  MessageState,
  PeerCode,
  PeerRole,
  PeerStatus,
} from "../domain/peers"
import { ConsignmentError } from "../domain/errors"
import { toDate, toDateOrNull, type Instant } from "../database/column-table"
import type { Sql } from "../database/sql"

export interface PeerRow {
  id: string
  connection_id: string
  role: PeerRole
  status: PeerStatus
  name: string | null
  their_name: string | null
  url: string | null
  contractor_id: string
  warehouse_id: string
  existing_articles: "ask" | "link"
  purpose: string
  currencies: string[]
  terms: PeerTerms[] | null
  pairing_code_hash: string | null
  pairing_expires_at: Instant | null
  own_key: JWK | null
  own_next_key: JWK | null
  their_key: JWK | null
  their_next_key: JWK | null
  last_contact_at: Instant | null
  last_error: string | null
  last_error_reason: ContactError | null
  failures: number
  next_pull_at: Instant
  their_sequence: string
  attention: Record<string, unknown> | null
  created_at: Instant
}

/** Terms of an agreement that both sides should share. */
export interface PeerTerms {
  currency_code: string
  count_loss_liability: string
  return_within_days: number | null
}

export interface FeedRow {
  peer_id: string
  feed: Feed
  epoch: string | null
  sequence: string
  hash: string
  acknowledged: string
  /** Messages up to here were applied long ago and are not sent again. */
  cleared_up_to: string
}

export interface PeerWarehouseRow {
  id: string
  peer_id: string
  pair_id: string
  warehouse_id: string | null
  their_name: string | null
  purpose: string
  status: "offered" | "paired"
}

export interface MessageRow {
  peer_id: string
  feed: Feed
  sequence: string
  type: string
  about: string[]
  body: Record<string, unknown>
  hash: string
  state: MessageState
  document_id: string | null
  created_at: Instant
  applied_at: Instant | null
}

export interface ExceptionRow {
  id: string
  peer_id: string
  sequence: string
  type: string
  about: string[]
  code: PeerCode
  message: string
  status: ExceptionStatus
  resolved_by: string | null
  reason: string | null
  created_at: Instant
}

export const numberOf = (text: string | number): number => parseInt(String(text), 10)

/** Throws: NOT_FOUND. */
export const requirePeer = async (sql: Sql, id: string): Promise<PeerRow> =>
  requireRow(await sql<PeerRow>(`select * from consignment_peer where id = ?`, [id]), id)

/** Throws: NOT_FOUND. */
export const requireRow = <Row>([row]: Row[], id: string): Row => {
  if (!row) throw new ConsignmentError("NOT_FOUND", `Connection ${id} was not found.`, { id })
  return row
}

/** As `requirePeer`, and the row stays as it is until the transaction ends. */
export const lockPeer = async (sql: Sql, id: string): Promise<PeerRow> =>
  requireRow(await lockRows<PeerRow>(sql, "peer", "*", [id]), id)

export interface PeerAnswer {
  id: string
  role: PeerRole
  status: PeerStatus
  name: string | null
  url: string | null
  warehouse_id: string
  contractor_id: string
  existing_articles: "ask" | "link"
  warehouses: {
    id: string
    warehouse_id: string | null
    their_name: string | null
    purpose: string
    status: "offered" | "paired"
  }[]
  last_contact_at: string | null
  last_error: string | null
  last_error_reason: ContactError | null
  sent_sequence: number
  acknowledged_sequence: number
  received_sequence: number
  behind: number
  open_exceptions: number
  created_at: string
  [field: string]: unknown
}

/** The connections of these ids, in the order of the ids. */
export const readPeers = async (sql: Sql, ids: string[]): Promise<PeerAnswer[]> => {
  if (ids.length === 0) return []
  const rows = await sql<PeerRow & { sent: FeedRow; received: FeedRow; open_exceptions: string }>(
    `select p.*, to_jsonb(s) as sent, to_jsonb(r) as received, (
       select count(*) from consignment_peer_exception e where e.peer_id = p.id and e.status = 'open') as open_exceptions
     from consignment_peer p
     join consignment_peer_feed s on s.peer_id = p.id and s.feed = 'sent'
     join consignment_peer_feed r on r.peer_id = p.id and r.feed = 'received'
     where p.id = any(?::text[])`,
    [ids]
  )
  const warehouses = await sql<PeerWarehouseRow>(
    `select * from consignment_peer_warehouse where peer_id = any(?::text[]) order by created_at, id`,
    [ids]
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const receivedSequence = numberOf(row.received.sequence)
    return {
      id,
      role: row.role,
      status: row.status,
      name: row.name ?? row.their_name,
      url: row.url,
      warehouse_id: row.warehouse_id,
      contractor_id: row.contractor_id,
      existing_articles: row.existing_articles,
      warehouses: warehouses
        .filter((warehouse) => warehouse.peer_id === id)
        .map(({ id: warehouseId, warehouse_id, their_name, purpose, status }) => ({
          id: warehouseId,
          warehouse_id,
          their_name,
          purpose,
          status,
        })),
      last_contact_at: toDateOrNull(row.last_contact_at)?.toISOString() ?? null,
      last_error: row.last_error,
      last_error_reason: row.last_error_reason,
      sent_sequence: numberOf(row.sent.sequence),
      acknowledged_sequence: numberOf(row.sent.acknowledged),
      received_sequence: receivedSequence,
      behind: Math.max(0, numberOf(row.their_sequence) - receivedSequence),
      open_exceptions: numberOf(row.open_exceptions),
      attention: row.status === "needs_attention" ? row.attention : null,
      created_at: toDate(row.created_at).toISOString(),
    }
  })
}
