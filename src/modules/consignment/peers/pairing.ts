import { createHash, randomBytes } from "node:crypto"
import type { JWK } from "jose"
import { lockName, lockRows } from "../database/locks"
import { newId } from "../database/new-id"
import { isSettled } from "../database/settled"
import type { Sql } from "../database/sql"
import { read } from "../database/together"
import { ConsignmentError, refuseFields } from "../domain/errors"
import type { PeerRole } from "../domain/peers"
import { agreedCurrenciesOf } from "../ledger/documents/agreed-currencies"
import { requireInbound, requireOutbound, requireParties } from "../ledger/posting/references"
import { newEpoch } from "./feed"
import { lockPeer, type PeerRow, type PeerTerms } from "./rows"
import { newKey, publicPartOf } from "./tokens"

const CODE_BYTES = 20
const CODE_HOURS = 24
const directionOf = { consignor: "outbound", consignee: "inbound" } as const

export interface InvitePeer {
  /** A customer's warehouse. */
  warehouse_id: string
  name?: string | null
  created_by?: string | null
}

export interface Invited {
  peer_id: string
  /** Shown once. */
  pairing_code: string
  expires_at: string
}

/**
 * Makes a pairing code for the store of a customer; a new code replaces the one before.
 * Throws: INVALID_DATA (connected already), NOT_CONSIGNMENT_WAREHOUSE, NO_AGREEMENT, CONSIGNED_STOCK_PRESENT.
 */
export const invitePeer = async (sql: Sql, command: InvitePeer): Promise<Invited> => {
  const warehouse = requireOutbound(await requireParties(sql, command))
  const { contractorId } = warehouse
  await lockName(sql, `peer:consignor:${contractorId}`)
  const live = await findLive(sql, contractorId, "consignor")
  if (live && (live.status !== "invited" || live.warehouse_id !== warehouse.id)) {
    refuseConnected(live)
  }
  await requireAgreedCurrencies(sql, contractorId, "consignor")
  await refuseStock(sql, contractorId, "consignor")
  const code = randomBytes(CODE_BYTES).toString("base64url")
  const expiresAt = new Date(Date.now() + CODE_HOURS * 3_600_000)
  const peerId = live?.id ?? newId("cspeer")
  if (!live) {
    await insertPeer(sql, {
      id: peerId,
      connection_id: peerId,
      role: "consignor",
      status: "invited",
      contractor_id: contractorId,
      warehouse_id: warehouse.id,
      purpose: await loadPurpose(sql, warehouse.id),
      created_by: command.created_by ?? null,
    })
  }
  // A pairing that was begun with the earlier code has to begin again.
  await sql(
    `update consignment_peer set pairing_code_hash = ?, pairing_expires_at = ?::timestamptz, their_key = null,
       name = coalesce(?, name), updated_at = now() where id = ?`,
    [hashOfCode(code), expiresAt, command.name ?? null, peerId]
  )
  return { peer_id: peerId, pairing_code: code, expires_at: expiresAt.toISOString() }
}

/** Data that a store sends about itself when it is paired. */
export interface Introduction {
  url: string
  name?: string | null
  public_key: JWK
  epoch: string
  purpose: string
  currencies: string[]
  /** Our agreements, to compare. */
  terms: PeerTerms[]
}

export interface PairRequest extends Omit<Introduction, "terms"> {
  pairing_code: string
  terms?: PeerTerms[]
}

export interface PairAnswer extends Introduction {
  connection_id: string
  warehouse: { pair_id: string; name: string | null; purpose: string }
}

/**
 * The owner's side of pairing: null if the code is wrong, used or expired, or the pairing is not possible any more. The
 * same code with the same key answers again, until the first signed request.
 */
export const acceptPairing = async (
  sql: Sql,
  request: PairRequest,
  { url }: { url: string }
): Promise<PairAnswer | null> => {
  const [found] = await sql<{ id: string }>(
    `select id from consignment_peer where role = 'consignor' and status = 'invited' and pairing_code_hash = ?
       and pairing_expires_at > now()`,
    [hashOfCode(request.pairing_code)]
  )
  if (!found) return null
  const peer = await lockPeer(sql, found.id)
  const isUsed = peer.their_key !== null && peer.their_key.x !== request.public_key.x
  if (peer.status !== "invited" || isUsed || request.purpose !== peer.purpose) return null
  const isRefused =
    (await isOwnKey(sql, request.public_key)) ||
    (await findStock(sql, peer.contractor_id, "consignor")) !== null
  if (isRefused) return null
  const key = peer.own_key ?? (await newKey())
  const introduction = await introduce(sql, peer, key, url)
  const answer = { ...introduction, connection_id: peer.connection_id }
  // Their store refuses this too, and says why; the code can still be used.
  if (!introduction.currencies.some((currency) => request.currencies.includes(currency))) {
    return { ...answer, warehouse: { pair_id: "", name: null, purpose: peer.purpose } }
  }
  await sql(
    `update consignment_peer set own_key = ?::jsonb, their_key = ?::jsonb, url = ?, own_url = ?, their_name = ?,
       currencies = ?::text[], terms = ?::jsonb, updated_at = now() where id = ?`,
    [
      JSON.stringify(key),
      JSON.stringify(publicPartOf(request.public_key)),
      request.url,
      url,
      request.name ?? null,
      request.currencies,
      JSON.stringify(request.terms ?? []),
      peer.id,
    ]
  )
  await sql(`update consignment_peer_feed set epoch = ? where peer_id = ? and feed = 'received'`, [
    request.epoch,
    peer.id,
  ])
  const pairId = await pairWarehouse(sql, peer, { theirName: request.name ?? null })
  const [warehouse] = await sql<{ name: string | null }>(
    `select name from consignment_warehouse where id = ?`,
    [peer.warehouse_id]
  )
  return {
    ...answer,
    warehouse: { pair_id: pairId, name: warehouse?.name ?? null, purpose: peer.purpose },
  }
}

/** Our own key, under whatever address: a store is not connected with itself. */
const isOwnKey = async (sql: Sql, { x }: JWK): Promise<boolean> => {
  const rows = await sql(`select id from consignment_peer where own_key ->> 'x' = ? limit 1`, [
    x ?? "",
  ])
  return rows.length > 0
}

export interface JoinPeer {
  url: string
  pairing_code: string
  /** Where their goods are received. */
  warehouse_id: string
  contractor_id: string
  existing_articles?: "ask" | "link"
  name?: string | null
  created_by?: string | null
}

/**
 * The holder's side, before the owner's store is asked: keeps a key, so that a lost answer does no harm.
 * Throws: INVALID_DATA (connected already), NOT_CONSIGNMENT_WAREHOUSE, NO_AGREEMENT, CONSIGNED_STOCK_PRESENT.
 */
export const prepareJoining = async (
  sql: Sql,
  command: JoinPeer,
  { url }: { url: string }
): Promise<{ peer_id: string; request: PairRequest }> => {
  const warehouse = requireInbound(await requireParties(sql, command))
  await lockName(sql, `peer:consignee:${command.contractor_id}`)
  const live = await findLive(sql, command.contractor_id, "consignee")
  if (live && live.status !== "invited") refuseConnected(live)
  await requireAgreedCurrencies(sql, command.contractor_id, "consignee")
  await refuseStock(sql, command.contractor_id, "consignee")
  const purpose = await loadPurpose(sql, warehouse.id)
  const isSame =
    live?.pairing_code_hash === hashOfCode(command.pairing_code) &&
    live.warehouse_id === warehouse.id
  if (live && !isSame) await deletePeer(sql, live.id)
  const key = (isSame ? live?.own_key : null) ?? (await newKey())
  const peerId = isSame && live ? live.id : newId("cspeer")
  if (!isSame) {
    await insertPeer(sql, {
      id: peerId,
      connection_id: peerId,
      role: "consignee",
      status: "invited",
      contractor_id: command.contractor_id,
      warehouse_id: warehouse.id,
      purpose,
      created_by: command.created_by ?? null,
    })
  }
  const [peer] = await sql<PeerRow>(
    `update consignment_peer set own_key = ?::jsonb, pairing_code_hash = ?, url = ?, own_url = ?, existing_articles = ?,
       name = ?, updated_at = now() where id = ? returning *`,
    [
      JSON.stringify(key),
      hashOfCode(command.pairing_code),
      command.url,
      url,
      command.existing_articles ?? "ask",
      command.name ?? null,
      peerId,
    ]
  )
  const introduction = await introduce(sql, peer as PeerRow, key, url)
  return { peer_id: peerId, request: { ...introduction, pairing_code: command.pairing_code } }
}

/** The owner's store has agreed. Throws: NO_AGREEMENT (no currency in common). */
export const completeJoining = async (
  sql: Sql,
  peerId: string,
  answer: PairAnswer
): Promise<{ warnings: TermsDiffer[] }> => {
  const peer = await lockPeer(sql, peerId)
  const ours = await loadTerms(sql, peer)
  if (!ours.some(({ currency_code }) => answer.currencies.includes(currency_code))) {
    throw new ConsignmentError(
      "NO_AGREEMENT",
      "The two stores have agreements in no currency in common.",
      { currencies: answer.currencies }
    )
  }
  await sql(
    `update consignment_peer set connection_id = ?, their_key = ?::jsonb, their_name = ?, currencies = ?::text[],
       terms = ?::jsonb, status = 'connected', pairing_code_hash = null, last_contact_at = now(), last_error = null, last_error_reason = null,
       updated_at = now() where id = ?`,
    [
      answer.connection_id,
      JSON.stringify(publicPartOf(answer.public_key)),
      answer.name ?? null,
      answer.currencies,
      JSON.stringify(answer.terms ?? []),
      peerId,
    ]
  )
  await sql(`update consignment_peer_feed set epoch = ? where peer_id = ? and feed = 'received'`, [
    answer.epoch,
    peerId,
  ])
  await pairWarehouse(sql, peer, {
    theirName: answer.warehouse.name ?? answer.name ?? null,
    pairId: answer.warehouse.pair_id,
  })
  return { warnings: compareTerms(ours, answer.terms ?? []) }
}

/** The owner's store has refused: as if it had not been asked. */
export const giveUpJoining = async (sql: Sql, peerId: string): Promise<void> => {
  const peer = await lockPeer(sql, peerId)
  if (peer.status === "invited") await deletePeer(sql, peerId)
}

/** The code of an attempt whose answer never came has expired there. */
export const forgetAttempts = async (sql: Sql): Promise<void> => {
  const stale = await sql<{ id: string }>(
    `select id from consignment_peer where role = 'consignee' and status = 'invited'
       and updated_at < now() - ? * interval '1 hour'`,
    [CODE_HOURS]
  )
  for (const { id } of stale) await giveUpJoining(sql, id)
}

/** The other side's first signed request ends the pairing. */
export const confirmPairing = async (sql: Sql, peerId: string): Promise<void> => {
  await sql(
    `update consignment_peer set status = 'connected', pairing_code_hash = null, pairing_expires_at = null,
       updated_at = now() where id = ? and status = 'invited'`,
    [peerId]
  )
}

export interface TermsDiffer {
  code: "TERMS_DIFFER"
  currency_code: string
  ours: Omit<PeerTerms, "currency_code">
  theirs: Omit<PeerTerms, "currency_code">
}

const compareTerms = (ours: PeerTerms[], theirs: PeerTerms[]): TermsDiffer[] =>
  ours.flatMap(({ currency_code, ...our }): TermsDiffer[] => {
    const their = theirs.find((terms) => terms.currency_code === currency_code)
    const isSame =
      !their ||
      (their.count_loss_liability === our.count_loss_liability &&
        their.return_within_days === our.return_within_days)
    if (isSame) return []
    const { count_loss_liability, return_within_days } = their
    return [
      {
        code: "TERMS_DIFFER",
        currency_code,
        ours: our,
        theirs: { count_loss_liability, return_within_days },
      },
    ]
  })

const introduce = async (sql: Sql, peer: PeerRow, key: JWK, url: string): Promise<Introduction> => {
  const [row] = await sql<{ epoch: string; name: string }>(
    `select f.epoch, (select w.name from consignment_warehouse w where w.id = ?) as name
     from consignment_peer_feed f where f.peer_id = ? and f.feed = 'sent'`,
    [peer.warehouse_id, peer.id]
  )
  const terms = await loadTerms(sql, peer)
  return {
    url,
    name: row?.name ?? "",
    public_key: publicPartOf(key),
    epoch: row?.epoch ?? "",
    purpose: peer.purpose,
    currencies: terms.map(({ currency_code }) => currency_code),
    terms,
  }
}

export const loadTerms = async (
  sql: Sql,
  { contractor_id, role }: Pick<PeerRow, "contractor_id" | "role">
): Promise<PeerTerms[]> =>
  await sql<PeerTerms>(
    `select distinct on (currency_code) currency_code, count_loss_liability, return_within_days
     from consignment_agreement where contractor_id = ? and direction = ? and deleted_at is null
       and (valid_from is null or valid_from <= now()) and (valid_to is null or valid_to > now())
     order by currency_code, valid_from desc`,
    [contractor_id, directionOf[role]]
  )

/** Throws: NO_AGREEMENT. */
const requireAgreedCurrencies = async (
  sql: Sql,
  contractorId: string,
  role: PeerRole
): Promise<void> => {
  const direction = directionOf[role]
  const agreed = await read(
    sql,
    agreedCurrenciesOf({ contractor_id: contractorId, direction }, new Date())
  )
  if (agreed.length > 0) return
  throw new ConsignmentError(
    "NO_AGREEMENT",
    `The contractor has no ${direction} agreement in force.`,
    { contractor_id: contractorId }
  )
}

/** Both books start at zero. Throws: CONSIGNED_STOCK_PRESENT. */
const refuseStock = async (sql: Sql, contractorId: string, role: PeerRole): Promise<void> => {
  const found = await findStock(sql, contractorId, role)
  if (found === null) return
  throw new ConsignmentError(
    "CONSIGNED_STOCK_PRESENT",
    found === "lots"
      ? "Consigned goods of the contractor are in stock: return, sell or settle them before connecting the stores."
      : "Movements of the contractor's goods are not settled: settle them before connecting the stores.",
    { contractor_id: contractorId }
  )
}

/** Reasons why the books of a contractor cannot start at zero. */
const findStock = async (
  sql: Sql,
  contractorId: string,
  role: PeerRole
): Promise<"lots" | "movements" | null> => {
  const direction = directionOf[role]
  const [open] = await sql<{ lots: boolean; movements: boolean }>(
    `select exists (select 1 from consignment_lot where contractor_id = ? and direction = ? and quantity_remaining > 0)
         as lots,
       exists (select 1 from consignment_movement m where m.contractor_id = ? and m.direction = ? and not m.technical
         and not ${isSettled("m")}) as movements`,
    [contractorId, direction, contractorId, direction]
  )
  if (open?.lots) return "lots"
  return open?.movements ? "movements" : null
}

const findLive = async (
  sql: Sql,
  contractorId: string,
  role: PeerRole
): Promise<PeerRow | null> => {
  const [row] = await lockRows<PeerRow>(sql, "livePeer", "*", [contractorId, role])
  return row ?? null
}

const refuseConnected = ({ id, status, role }: PeerRow): void =>
  refuseFields([
    {
      path: role === "consignor" ? "warehouse_id" : "contractor_id",
      message: `The contractor has the connection ${id} (${status}); offer further warehouses there, or disconnect it first.`,
    },
  ])

type NewPeer = Pick<
  PeerRow,
  "id" | "connection_id" | "role" | "status" | "contractor_id" | "warehouse_id" | "purpose"
> & { created_by: string | null }

const insertPeer = async (sql: Sql, peer: NewPeer): Promise<void> => {
  await sql(
    `insert into consignment_peer (id, connection_id, role, status, contractor_id, warehouse_id, purpose, created_by)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      peer.id,
      peer.connection_id,
      peer.role,
      peer.status,
      peer.contractor_id,
      peer.warehouse_id,
      peer.purpose,
      peer.created_by,
    ]
  )
  await sql(
    `insert into consignment_peer_feed (peer_id, feed, epoch) values (?, 'sent', ?), (?, 'received', null)`,
    [peer.id, newEpoch(), peer.id]
  )
}

/** Of a connection that never came about. */
const deletePeer = async (sql: Sql, id: string): Promise<void> => {
  for (const table of ["warehouse", "feed"]) {
    await sql(`delete from consignment_peer_${table} where peer_id = ?`, [id])
  }
  await sql(`delete from consignment_peer where id = ?`, [id])
}

const pairWarehouse = async (
  sql: Sql,
  peer: PeerRow,
  { theirName, pairId }: { theirName: string | null; pairId?: string }
): Promise<string> => {
  const [known] = await sql<{ pair_id: string }>(
    `select pair_id from consignment_peer_warehouse where peer_id = ? and warehouse_id = ?`,
    [peer.id, peer.warehouse_id]
  )
  if (known) return known.pair_id
  const id = newId("cspwh")
  await sql(
    `insert into consignment_peer_warehouse (id, peer_id, pair_id, warehouse_id, their_name, purpose, status)
     values (?, ?, ?, ?, ?, ?, 'paired')`,
    [id, peer.id, pairId ?? id, peer.warehouse_id, theirName, peer.purpose]
  )
  return pairId ?? id
}

/** Warehouses of hired goods are paired with such warehouses only. */
export const loadPurpose = async (sql: Sql, warehouseId: string): Promise<string> => {
  const [row] = await sql<{ purpose: string | null }>(
    `select to_jsonb(w) ->> 'purpose' as purpose from consignment_warehouse w where w.id = ?`,
    [warehouseId]
  )
  return row?.purpose ?? "sale"
}

const hashOfCode = (code: string): string => createHash("sha256").update(code.trim()).digest("hex")
