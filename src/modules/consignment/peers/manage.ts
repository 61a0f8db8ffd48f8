import { lockRows } from "../database/locks"
import type { JWK } from "jose"
import { newId } from "../database/new-id"
import type { Sql } from "../database/sql"
import { ConsignmentError, refuseFields } from "../domain/errors"
import { requireInbound, requireOutbound, requireParties } from "../ledger/posting/references"
import { newEpoch, tell } from "./feed"
import { loadPurpose } from "./pairing"
import { lockPeer, type PeerRow, type PeerWarehouseRow } from "./rows"
import { newKey, publicPartOf } from "./tokens"

export interface UpdatePeer {
  peer_id: string
  status?: "paused" | "connected"
  url?: string
  name?: string | null
  existing_articles?: "ask" | "link"
}

/** Pauses, resumes or changes a connection. Throws: NOT_FOUND, INVALID_DATA. */
export const updatePeer = async (sql: Sql, command: UpdatePeer): Promise<void> => {
  const peer = await lockPeer(sql, command.peer_id)
  const { status = peer.status } = command
  const isAllowed =
    command.status === undefined ||
    status === peer.status ||
    (status === "paused" && peer.status === "connected") ||
    (status === "connected" && peer.status === "paused")
  if (!isAllowed) refuseStatus(peer, "status")
  await sql(
    `update consignment_peer set status = ?, url = coalesce(?, url), name = case when ?::boolean then ? else name end,
       existing_articles = coalesce(?, existing_articles), next_pull_at = now(), failures = 0, updated_at = now()
     where id = ?`,
    [
      status,
      command.url ?? null,
      command.name !== undefined,
      command.name ?? null,
      command.existing_articles ?? null,
      peer.id,
    ]
  )
}

const refuseStatus = ({ status }: PeerRow, path: string): void =>
  refuseFields([{ path, message: `The connection is ${status}.` }])

/** The key that is to follow ours; one that was announced before and not used yet stays. Throws: NOT_FOUND, INVALID_DATA. */
export const prepareNextKey = async (sql: Sql, peerId: string): Promise<JWK> => {
  const peer = await lockPeer(sql, peerId)
  if (peer.status !== "connected") refuseStatus(peer, "id")
  const next = peer.own_next_key ?? (await newKey())
  await sql(
    `update consignment_peer set own_next_key = ?::jsonb, updated_at = now() where id = ?`,
    [JSON.stringify(next), peerId]
  )
  return publicPartOf(next)
}

/** The other store knows our next key: from now on we sign with it. */
export const useNextKey = async (sql: Sql, peerId: string): Promise<void> => {
  await sql(
    `update consignment_peer set own_key = own_next_key, own_next_key = null, updated_at = now()
     where id = ? and own_next_key is not null`,
    [peerId]
  )
}

/** Where the other store's feed stands, when its books are accepted. */
export interface TheirFeed {
  sequence: number
  hash: string
}

/**
 * Goes on after a store was restored: reads the other's messages again from a sequence on, or takes both books as they
 * are. Throws: NOT_FOUND, INVALID_DATA (the connection needs no attention, or the message is not known).
 */
export const resumePeer = async (
  sql: Sql,
  peerId: string,
  how: { from_sequence: number } | { accepted: TheirFeed }
): Promise<void> => {
  const peer = await lockPeer(sql, peerId)
  if (peer.status !== "needs_attention") refuseStatus(peer, "id")
  if ("accepted" in how) {
    const { sequence, hash } = how.accepted
    // Their store may begin its new epoch before or after we accept.
    await moveCursor(sql, peerId, { sequence, hash, epoch: null })
    await sql(`update consignment_peer set their_sequence = ? where id = ?`, [sequence, peerId])
    if (peer.attention?.feed === "sent") await beginEpoch(sql, peerId)
  } else {
    const before = how.from_sequence - 1
    const hash = before === 0 ? "" : await hashOf(sql, peerId, before)
    await moveCursor(sql, peerId, { sequence: before, hash })
    await sql(
      `update consignment_peer set their_sequence = least(their_sequence, ?::bigint) where id = ?`,
      [before, peerId]
    )
  }
  await sql(
    `update consignment_peer set status = 'connected', attention = null, last_error = null, last_error_reason = null,
       next_pull_at = now(), failures = 0,
       updated_at = now() where id = ?`,
    [peerId]
  )
}

const hashOf = async (sql: Sql, peerId: string, sequence: number): Promise<string> => {
  const [row] = await sql<{ hash: string }>(
    `select hash from consignment_peer_message where peer_id = ? and feed = 'received' and sequence = ?
     union all select hash from consignment_peer_feed where peer_id = ? and feed = 'received' and sequence = ?`,
    [peerId, sequence, peerId, sequence]
  )
  if (row) return row.hash
  throw new ConsignmentError("INVALID_DATA", `Message ${sequence} was never read here.`, {
    path: "from_sequence",
  })
}

const moveCursor = async (
  sql: Sql,
  peerId: string,
  { sequence, hash, epoch }: { sequence: number; hash: string; epoch?: null }
): Promise<void> => {
  await sql(
    `update consignment_peer_feed set sequence = ?, hash = ?, epoch = case when ?::boolean then null else epoch end
     where peer_id = ? and feed = 'received'`,
    [sequence, hash, epoch === null, peerId]
  )
}

const beginEpoch = async (sql: Sql, peerId: string): Promise<void> => {
  await sql(`update consignment_peer_feed set epoch = ? where peer_id = ? and feed = 'sent'`, [
    newEpoch(),
    peerId,
  ])
}

export interface PeerWarehouse {
  peer_id: string
  warehouse_id: string
  /** The holder accepts an offer. */
  offer_id?: string
}

/** Offers one more warehouse, or accepts an offer. Throws: NOT_FOUND, INVALID_DATA, CONSIGNED_STOCK_PRESENT. */
export const addPeerWarehouse = async (sql: Sql, command: PeerWarehouse): Promise<void> => {
  const peer = await lockPeer(sql, command.peer_id)
  if (!["connected", "paused"].includes(peer.status)) refuseStatus(peer, "id")
  if (peer.role === "consignor") await offer(sql, peer, command)
  else await accept(sql, peer, command)
}

const offer = async (sql: Sql, peer: PeerRow, { warehouse_id, offer_id }: PeerWarehouse) => {
  refuseFields(
    offer_id === undefined ? [] : [{ path: "offer_id", message: "Only the holder accepts offers." }]
  )
  const warehouse = requireOutbound(await requireParties(sql, { warehouse_id }))
  const [taken] = await sql(
    `select id from consignment_peer_warehouse where peer_id = ? and warehouse_id = ?`,
    [peer.id, warehouse_id]
  )
  refuseFields([
    ...(warehouse.contractorId === peer.contractor_id
      ? []
      : [
          {
            path: "warehouse_id",
            message: "It is the warehouse of another customer.",
            reason: "other_customer" as const,
          },
        ]),
    ...(taken
      ? [
          {
            path: "warehouse_id",
            message: "It is offered or connected already.",
            reason: "taken" as const,
          },
        ]
      : []),
  ])
  await refuseFilled(sql, warehouse_id)
  const [row] = await sql<{ name: string | null }>(
    `select name from consignment_warehouse where id = ?`,
    [warehouse_id]
  )
  const id = newId("cspwh")
  const purpose = await loadPurpose(sql, warehouse_id)
  await sql(
    `insert into consignment_peer_warehouse (id, peer_id, pair_id, warehouse_id, purpose, status)
     values (?, ?, ?, ?, ?, 'offered')`,
    [id, peer.id, id, warehouse_id, purpose]
  )
  await tell(sql, peer.id, {
    type: "warehouse.offered",
    about: [],
    body: { pair_id: id, name: row?.name ?? null, purpose },
  })
}

const accept = async (sql: Sql, peer: PeerRow, { warehouse_id, offer_id }: PeerWarehouse) => {
  const [offered] = await lockRows<PeerWarehouseRow>(sql, "offeredWarehouse", "*", [
    peer.id,
    offer_id ?? null,
  ])
  refuseFields(
    offered ? [] : [{ path: "offer_id", message: "There is no such offer, or it was accepted." }]
  )
  requireInbound(await requireParties(sql, { warehouse_id }))
  const purpose = await loadPurpose(sql, warehouse_id)
  const [taken] = await sql(
    `select id from consignment_peer_warehouse where peer_id = ? and warehouse_id = ?`,
    [peer.id, warehouse_id]
  )
  refuseFields([
    ...(offered?.purpose === purpose
      ? []
      : [
          {
            path: "warehouse_id",
            message: `It has the purpose ${purpose}, the offer ${offered?.purpose}.`,
          },
        ]),
    ...(taken
      ? [{ path: "warehouse_id", message: "It is connected already.", reason: "taken" as const }]
      : []),
  ])
  await sql(
    `update consignment_peer_warehouse set warehouse_id = ?, status = 'paired' where id = ?`,
    [warehouse_id, offered?.id]
  )
  const [row] = await sql<{ name: string | null }>(
    `select name from consignment_warehouse where id = ?`,
    [warehouse_id]
  )
  await tell(sql, peer.id, {
    type: "warehouse.accepted",
    about: [],
    body: { pair_id: offered?.pair_id, name: row?.name ?? null },
  })
}

/** Both books of a warehouse start at zero. Throws: CONSIGNED_STOCK_PRESENT. */
const refuseFilled = async (sql: Sql, warehouseId: string): Promise<void> => {
  const [lot] = await sql(
    `select id from consignment_lot where warehouse_id = ? and quantity_remaining > 0 limit 1`,
    [warehouseId]
  )
  if (!lot) return
  throw new ConsignmentError(
    "CONSIGNED_STOCK_PRESENT",
    "Goods are in the warehouse: take them back before it is connected.",
    { warehouse_id: warehouseId }
  )
}
