import type { Sql } from "../database/sql"
import { queryOf, read, type Query } from "../database/together"
import { ConsignmentError } from "../domain/errors"
import type { DocumentType } from "../domain/kinds"
import { liveStatuses, type PeerRole } from "../domain/peers"
import type { DocumentToPost } from "../ledger/posting/post"

/** Documents that the other store leads while the stores are connected, by our role. */
const ledByPeer: Readonly<Record<PeerRole, readonly DocumentType[]>> = {
  consignor: [
    "reported_sale",
    "reported_sale_return",
    "stock_count",
    "warehouse_transfer",
    "opening_balance",
  ],
  consignee: ["goods_receipt", "revaluation", "opening_balance"],
}

/** Documents of goods at customers only: their contractor is the customer. */
const outboundOnly: readonly DocumentType[] = ["reported_sale", "reported_sale_return"]

/** Goods that a document concerns, as far as its request says so. */
export interface LedGoods {
  contractor_id?: string | null
  /** Every warehouse that is named. */
  warehouse_ids: (string | null | undefined)[]
  stock_location_id?: string | null
  /** Lots and items of a revaluation, which concerns goods of both directions. */
  lines?: { lot_id?: string | null; inventory_item_id?: string; sku?: string | null }[]
}

/** A request that posts a document, or reverses or returns one of the type that its path names. */
export type LedRequest =
  | ({ type: DocumentType } & LedGoods)
  | {
      type: "reversal" | "reported_sale_return"
      document_id: string
      document_type: DocumentType
    }

interface UndoneHead {
  type: DocumentType
  contractor_id: string | null
  warehouse_id: string | null
  to_warehouse_id: string | null
  stock_location_id: string | null
  origin: string
  peer_id: string | null
}

/**
 * Refuses a document, or the reversal of one, that the connected store posts and we follow. What is left to be asked is
 * answered as a query, whose result is the refusal.
 * Throws: LED_BY_PEER, DOCUMENT_POSTED (a receipt that follows the owner's delivery).
 */
export const guardPaper = async (
  sql: Sql,
  { head, stock }: Pick<DocumentToPost, "head" | "stock">
): Promise<Query<void> | undefined> => {
  if (head.type === "reversal") {
    const undone = await findHead(sql, head.undoes_document_id ?? "")
    return undone ? await refusalOfReversal(sql, undone) : undefined
  }
  return refusalOf(head.type, {
    ...toGoods(head),
    lines: (stock.lotIds ?? []).map((lot_id) => ({ lot_id })),
  })
}

/**
 * Refuses a request that the connected store leads, whatever else is wrong with it.
 * Throws: LED_BY_PEER, DOCUMENT_POSTED (a receipt that follows the owner's delivery).
 */
export const guardRequest = async (sql: Sql, request: LedRequest): Promise<void> => {
  const refusal = await refusalOfRequest(sql, request)
  if (refusal) await read(sql, refusal)
}

const refusalOfRequest = async (
  sql: Sql,
  request: LedRequest
): Promise<Query<void> | undefined> => {
  if (!("document_id" in request)) return refusalOf(request.type, request)
  const { type, document_id: id, document_type } = request
  const head = await findHead(sql, id)
  if (head?.type !== document_type) return undefined
  return type === "reversal" ? await refusalOfReversal(sql, head) : refusalOf(type, toGoods(head))
}

const refusalOfReversal = async (
  sql: Sql,
  undone: UndoneHead
): Promise<Query<void> | undefined> => {
  // A delivery that is posted again for a connected store is the owner's all the same.
  if (undone.origin === "peer" && undone.type !== "delivery") await refuseFollowing(sql, undone)
  return refusalOf(undone.type, toGoods(undone))
}

const toGoods = (head: Partial<UndoneHead>): LedGoods => ({
  contractor_id: head.contractor_id,
  warehouse_ids: [head.warehouse_id, head.to_warehouse_id],
  stock_location_id: head.stock_location_id,
})

/**
 * Our supplier's goods are known by the contractor, those at a customer by their place. A contractor may be both, so a
 * document at a customer's place is none of the supplier's.
 */
const refusalOf = (type: DocumentType, goods: LedGoods): Query<void> | undefined => {
  const roles = rolesThatLead(type)
  if (roles.length === 0) return undefined
  const { contractor_id: contractorId = null, warehouse_ids, stock_location_id, lines } = goods
  const lots = (lines ?? []).flatMap((line) => line.lot_id ?? [])
  const unnamed = (lines ?? []).filter((line) => !line.lot_id)
  return queryOf<{ id: string; name: string | null }, void>(
    `select p.id, coalesce(p.name, p.their_name) as name from consignment_peer p
     cross join lateral (select count(*) filter (where w.contractor_id = p.contractor_id) > 0 as is_theirs,
         count(*) > 0 as is_customers from consignment_warehouse w
       where w.direction = 'outbound' and (w.id = any(?::text[]) or w.stock_location_id = ?)) place
     where p.status = any(?::text[]) and p.role = any(?::text[])
       and case p.role when 'consignor' then place.is_theirs or ?::boolean and p.contractor_id = ?
         else p.contractor_id = ? and not place.is_customers end
       and (? <> 'revaluation' or exists (select 1 from consignment_lot l
           where l.contractor_id = p.contractor_id and l.direction = 'inbound'
             and (l.id = any(?::text[]) or l.quantity_remaining > 0
               and (l.inventory_item_id = any(?::text[]) or l.sku = any(?::text[]))))
         or not exists (select 1 from consignment_agreement a
           where a.contractor_id = p.contractor_id and a.direction = 'outbound')) limit 1`,
    [
      warehouse_ids.flatMap((id) => id ?? []),
      stock_location_id ?? null,
      liveStatuses,
      roles,
      outboundOnly.includes(type),
      contractorId,
      contractorId,
      type,
      lots,
      unnamed.flatMap((line) => line.inventory_item_id ?? []),
      unnamed.flatMap((line) => line.sku ?? []),
    ],
    ([peer]) => {
      if (peer) refuseLed(peer)
    }
  )
}

const rolesThatLead = (type: DocumentType): PeerRole[] =>
  (["consignor", "consignee"] as const).filter((role) => ledByPeer[role].includes(type))

/** Settlements and their cancellation are closed by the holder. Throws: LED_BY_PEER. */
export const guardSettlement = async (
  sql: Sql,
  { contractor_id, direction }: { contractor_id: string; direction: string }
): Promise<void> => {
  if (direction !== "outbound") return
  const [peer] = await sql<{ id: string; name: string | null }>(
    `select id, coalesce(name, their_name) as name from consignment_peer
     where status = any(?::text[]) and role = 'consignor' and contractor_id = ?`,
    [liveStatuses, contractor_id]
  )
  if (peer) refuseLed(peer)
}

/** As `guardSettlement`, of a settlement that is to be cancelled. Throws: LED_BY_PEER. */
export const guardCancelling = async (sql: Sql, settlementId: string): Promise<void> => {
  const [row] = await sql<{ contractor_id: string; direction: string }>(
    `select contractor_id, direction from consignment_settlement where id = ?`,
    [settlementId]
  )
  if (row) await guardSettlement(sql, row)
}

/** A connected warehouse or contractor is not deleted; an attempt to connect it holds nothing. Throws: INVALID_DATA. */
export const guardConnected = async (
  sql: Sql,
  { contractorId, warehouseId }: { contractorId?: string; warehouseId?: string }
): Promise<void> => {
  const [peer] = await sql<{ id: string }>(
    `select p.id from consignment_peer p
     where p.status <> 'disconnected' and (p.role = 'consignor' or p.status <> 'invited') and (p.contractor_id = ?
       or p.warehouse_id = ? or exists (select 1 from consignment_peer_warehouse w
         where w.peer_id = p.id and w.warehouse_id = ?)) limit 1`,
    [contractorId ?? null, warehouseId ?? null, warehouseId ?? null]
  )
  if (!peer) return
  throw new ConsignmentError(
    "INVALID_DATA",
    `It is used by the connection ${peer.id} to another store: disconnect it first.`,
    { peer_id: peer.id }
  )
}

/**
 * The address on a delivery note must stay true: a connected customer's location keeps its address while it holds goods.
 * Throws: DOCUMENT_POSTED.
 */
export const guardAddresses = async (sql: Sql, stockLocationIds: string[]): Promise<void> => {
  const [found] = await sql<{ id: string; peer_id: string; warehouse_id: string }>(
    `select w.stock_location_id as id, p.id as peer_id, w.id as warehouse_id
     from consignment_warehouse w
     join consignment_peer_warehouse pair on pair.warehouse_id = w.id and pair.status = 'paired'
     join consignment_peer p on p.id = pair.peer_id and p.role = 'consignor' and p.status = any(?::text[])
     where w.stock_location_id = any(?::text[]) and exists (select 1 from consignment_lot l
       where l.warehouse_id = w.id and l.contractor_id = p.contractor_id and l.quantity_remaining > 0)
     order by w.id limit 1`,
    [liveStatuses, stockLocationIds]
  )
  if (!found) return
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    "This location holds goods that were delivered to a connected store; its address can be changed once they are gone.",
    { stock_location_id: found.id, peer_id: found.peer_id, warehouse_id: found.warehouse_id }
  )
}

/** An order whose goods went to a connected store keeps its shipping address. Throws: DOCUMENT_POSTED. */
export const guardOrderAddress = async (sql: Sql, orderId: string): Promise<void> => {
  const [delivery] = await sql<{ id: string; number: string; peer_id: string }>(
    `select d.id, d.number, p.id as peer_id from consignment_document d
     join consignment_peer p on p.contractor_id = d.contractor_id and p.role = 'consignor' and p.status = any(?::text[])
     where d.order_id = ? and d.type = 'delivery' and d.status = 'posted' and exists (
       select 1 from consignment_document_line l where l.document_id = d.id and l.peer_state is not null)
     order by d.id limit 1`,
    [liveStatuses, orderId]
  )
  if (!delivery) return
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    `Goods of the order went to a connected store with ${delivery.number}: its shipping address stays. Reverse the delivery first.`,
    { order_id: orderId, delivery_id: delivery.id, peer_id: delivery.peer_id }
  )
}

const findHead = async (sql: Sql, id: string): Promise<UndoneHead | null> => {
  const [row] = await sql<UndoneHead>(
    `select type, contractor_id, warehouse_id, to_warehouse_id, stock_location_id, origin, peer_id from consignment_document where id = ?`,
    [id]
  )
  return row ?? null
}

const refuseFollowing = async (sql: Sql, { type, peer_id }: UndoneHead): Promise<void> => {
  const [peer] = await sql<{ id: string; name: string | null }>(
    `select id, coalesce(name, their_name) as name from consignment_peer where id = ? and status = any(?::text[])`,
    [peer_id, liveStatuses]
  )
  if (!peer) return
  if (type !== "goods_receipt") refuseLed(peer)
  throw new ConsignmentError(
    "DOCUMENT_POSTED",
    "The receipt follows a delivery of the connected store and is read-only: only its owner can reverse the delivery.",
    { peer_id }
  )
}

const refuseLed = ({ id, name }: { id: string; name: string | null }): never => {
  throw new ConsignmentError(
    "LED_BY_PEER",
    `The connected store ${name ?? id} posts this; it arrives here by itself.`,
    { peer_id: id }
  )
}
