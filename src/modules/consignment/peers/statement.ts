import type { Decimal } from "decimal.js"
import { decimalsOf } from "../currency"
import type { Sql } from "../database/sql"
import { toDate, type Instant } from "../database/column-table"
import { ConsignmentError } from "../domain/errors"
import { exact, toText, trimmed, ZERO } from "../domain/quantity"
import type { StatementRemedy } from "../domain/peers"
import { byLine, loadUnsettledConsumption } from "./consumption"
import { addAll, addUnits, effectsOf, type Units } from "./effects"
import { booksSchema } from "./body-schemas"
import { fitsPage, tell } from "./feed"
import { loadOwnValue } from "./own-consumption"
import { numberOf, requirePeer, type FeedRow, type MessageRow, type PeerRow } from "./rows"

/** One side's books of a connection, as it tells the other. Quantities and values are decimal strings. */
export interface Books {
  as_of: string
  lines: BookLine[]
  settlements: BookSettlement[]
  /** Last message that was written, and last one that was read. */
  sent_sequence: number
  received_sequence: number
  /** Messages that were read and are not applied. */
  unapplied: number[]
  /** Effect of messages that the other side has not read. */
  unread: {
    sequence: number
    type: string
    units: { origin_line_id: string; quantity: string }[]
  }[]
}

interface BookLine {
  origin_line_id: string
  sku: string | null
  remaining: string
  /** Consumed by the holder and not settled. */
  unsettled: string
  /** Announced by the holder as sent back, and not arrived. */
  announced: string
  lent: string
  unit_cost: string
}

interface BookSettlement {
  /** The holder's. */
  id: string
  number: string
  currency_code: string
  cut_off: string
  net_value: string
}

/** Reads all that we know at one instant. Throws: NOT_FOUND. */
export const readBooks = async (sql: Sql, peerId: string): Promise<Books> => {
  const peer = await requirePeer(sql, peerId)
  const feeds = await sql<FeedRow>(`select * from consignment_peer_feed where peer_id = ?`, [
    peerId,
  ])
  const feedOf = (name: string) => feeds.find(({ feed }) => feed === name)
  const unapplied = await sql<{ sequence: string }>(
    `select sequence from consignment_peer_message
     where peer_id = ? and feed = 'received' and state in ('exception', 'waiting') order by sequence`,
    [peerId]
  )
  const unread = await sql<MessageRow>(
    `select * from consignment_peer_message where peer_id = ? and feed = 'sent' and sequence > ? order by sequence`,
    [peerId, feedOf("sent")?.acknowledged ?? 0]
  )
  return {
    as_of: new Date().toISOString(),
    lines:
      peer.role === "consignor"
        ? await readOwnerLines(sql, peer)
        : await readHolderLines(sql, peer),
    settlements: await readSettlements(sql, peer),
    sent_sequence: numberOf(feedOf("sent")?.sequence ?? 0),
    received_sequence: numberOf(feedOf("received")?.sequence ?? 0),
    unapplied: unapplied.map(({ sequence }) => numberOf(sequence)),
    unread: unread.map((message) => ({
      sequence: numberOf(message.sequence),
      type: message.type,
      units: [...effectsOf(message)].map(([origin_line_id, quantity]) => ({
        origin_line_id,
        quantity: toText(quantity),
      })),
    })),
  }
}

interface LineRow {
  origin_line_id: string
  sku: string | null
  remaining: string
  unit_cost: string
  announced?: string
  lent?: string
}

/** Lots at customers that were delivered since the stores are connected. */
const readOwnerLines = async (sql: Sql, peer: PeerRow): Promise<BookLine[]> => {
  const rows = await sql<LineRow>(
    `select coalesce(line.origin_line_id, line.id) as origin_line_id, l.sku, l.quantity_remaining::text as remaining, l.unit_cost::text,
       coalesce((select sum(announced.announced_quantity - case when d.status = 'draft' then 0
             else announced.quantity + coalesce(announced.resolved_quantity, 0) end)
         from consignment_document_line announced join consignment_document d on d.id = announced.document_id
           and d.type = 'take_back' and d.status <> 'reversed' and announced.announced_quantity is not null
         where announced.lot_id = l.id), 0)::text as announced
     from consignment_lot l join consignment_document_line line on line.id = l.line_id
     join consignment_peer_message m on m.document_id = l.document_id and m.feed = 'sent' and m.peer_id = ?
       and m.type = 'delivery.posted'
     where l.direction = 'outbound' and l.contractor_id = ?`,
    [peer.id, peer.contractor_id]
  )
  return rows.map((row) => ({ ...toLine(row), announced: trimmed(row.announced ?? "0") }))
}

/** Goods by line, with those that were transferred on and those that were sold and not settled. */
const readHolderLines = async (sql: Sql, peer: PeerRow): Promise<BookLine[]> => {
  const rows = await sql<LineRow>(
    `select line.origin_line_id, max(l.sku) as sku, sum(l.quantity_remaining)::text as remaining,
       coalesce(max(l.unit_cost) filter (where l.quantity_remaining > 0), max(root.unit_cost))::text as unit_cost,
       coalesce(sum((
         select sum(a.quantity - a.returned - a.ended) from consignment_loan_allocation a where a.lot_id = l.id)), 0)::text
         as lent
     from consignment_lot l join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
     join consignment_document_line line on line.id = root.line_id and line.origin_line_id is not null
     join consignment_document d on d.id = line.document_id and d.peer_id = ?
     where l.direction = 'inbound' and l.contractor_id = ? group by 1`,
    [peer.id, peer.contractor_id]
  )
  const unsettled = byLine((await loadUnsettledConsumption(sql, peer)).lines)
  return rows.map((row) => ({
    ...toLine(row),
    lent: trimmed(row.lent ?? "0"),
    unsettled: toText(unsettled.get(row.origin_line_id) ?? ZERO),
  }))
}

const toLine = (row: LineRow): BookLine => ({
  origin_line_id: row.origin_line_id,
  sku: row.sku,
  remaining: trimmed(row.remaining),
  unsettled: "0",
  announced: "0",
  lent: "0",
  unit_cost: trimmed(row.unit_cost),
})

interface SettlementRow {
  /** The holder's. */
  id: string
  /** Ours. */
  settlement_id: string
  currency_code: string
  number: string
  cut_off: Instant
  net_value: string
}

/** The holder's settlements since the stores are connected; at the owner's those that follow them. */
const readSettlements = async (sql: Sql, peer: PeerRow): Promise<BookSettlement[]> => {
  const rows = await sql<SettlementRow>(
    peer.role === "consignee"
      ? `select s.id, s.id as settlement_id, s.currency_code, s.number, s.cut_off, s.net_value::text from consignment_settlement s
         join consignment_peer_message m on m.document_id = s.id and m.peer_id = ? and m.feed = 'sent'
           and m.type = 'settlement.closed' where s.status = 'closed' order by s.cut_off, s.number`
      : `select m.body ->> 'settlement_id' as id, s.id as settlement_id, s.currency_code, s.number, s.cut_off,
           s.net_value::text
         from consignment_settlement s
         join consignment_peer_message m on m.document_id = s.id and m.peer_id = ? and m.feed = 'received'
           and m.type = 'settlement.closed' where s.status = 'closed' order by s.cut_off, s.number`,
    [peer.id]
  )
  const settlements: BookSettlement[] = []
  for (const row of rows) {
    // A shortfall that the customer bears is in our settlement only: both sides compare what the holder has reported.
    const own =
      peer.role === "consignor"
        ? await loadOwnValue(sql, row.settlement_id, decimalsOf(row.currency_code))
        : ZERO
    settlements.push({
      id: row.id,
      number: row.number,
      currency_code: row.currency_code,
      cut_off: toDate(row.cut_off).toISOString(),
      net_value: toText(exact(row.net_value).minus(own)),
    })
  }
  return settlements
}

export interface StatementLine {
  /** The owner's, on both sides. */
  delivery_line_id: string
  inventory_item_id: string | null
  sku: string | null
  ours: string
  theirs: string
  unsettled: string
  in_flight: string
  unit_cost: string | null
  their_unit_cost: string | null
  lent: string
  difference: string
  /** The remedy of the difference; null if there is none. */
  remedy: StatementRemedy | null
}

export interface PeerStatement {
  as_of: string | null
  lines: StatementLine[]
  settlements: {
    number: string | null
    their_number: string | null
    currency_code: string
    cut_off: string
    net_value: string | null
    their_net_value: string | null
    difference: string
  }[]
  /** How many of the lines and settlements differ, in quantity, unit cost or value. */
  differences: number
  /** Last messages that both sides have applied. */
  agreed: { sent_sequence: number; received_sequence: number }
}

/** Keeps what the other store has told of its books; what was told later stays. */
export const keepBooks = async (sql: Sql, peerId: string, books: Books): Promise<void> => {
  await sql(
    `update consignment_peer set statement = ?::jsonb, statement_at = now()
     where id = ? and (statement is null or statement ->> 'as_of' <= ?)`,
    [JSON.stringify(books), peerId, books.as_of]
  )
}

export const isBooks = (body: unknown): body is Books => booksSchema.safeParse(body).success

/** A day has passed since a connection was told our books. */
export const isStatementDue = (peer: string): string =>
  `${peer}.status = 'connected' and coalesce(${peer}.statement_told_at, ${peer}.created_at) < now() - interval '1 day'`

/** Tells the other store our books once a day. Books that are too large for a message are only answered on request. */
export const tellStatement = async (sql: Sql, peerId: string): Promise<void> => {
  const due = await sql(
    `update consignment_peer p set statement_told_at = now() where p.id = ? and ${isStatementDue("p")} returning p.id`,
    [peerId]
  )
  if (due.length > 0) await tellBooks(sql, peerId)
}

/** Tells our books now: a message that was dismissed makes them differ, which nobody should first have to look for. */
export const tellBooks = async (sql: Sql, peerId: string): Promise<void> => {
  const body = { ...(await readBooks(sql, peerId)) }
  if (fitsPage(body)) await tell(sql, peerId, { type: "statement", about: [], body })
}

/** Our books against what the other store told last. Throws: NOT_FOUND. */
export const readStatement = async (sql: Sql, peerId: string): Promise<PeerStatement> =>
  (await compareBooks(sql, peerId)).statement

const compareBooks = async (
  sql: Sql,
  peerId: string
): Promise<{ statement: PeerStatement; differing: StatementLine[] }> => {
  const peer = await requirePeer(sql, peerId)
  const ours = await readBooks(sql, peerId)
  const theirs = (peer as PeerRow & { statement: Books | null }).statement
  const isOwner = peer.role === "consignor"
  const inFlight: Units = theirs
    ? await findInFlight(sql, peer, ours, theirs)
    : new Map<string, Decimal>()
  const concerned = new Set(inFlight.keys())
  for (const { origin_line_id, announced } of (isOwner ? ours : theirs)?.lines ?? []) {
    addUnits(inFlight, origin_line_id, exact(announced))
  }
  const differing: StatementLine[] = []
  const ids = [
    ...new Set([...ours.lines, ...(theirs?.lines ?? [])].map((line) => line.origin_line_id)),
  ].sort()
  const itemIds = await findItems(sql, peer, ids)
  const lines = ids.flatMap((id): StatementLine[] => {
    const our = ours.lines.find((line) => line.origin_line_id === id)
    const their = theirs?.lines.find((line) => line.origin_line_id === id)
    const [owner, holder] = isOwner ? [our, their] : [their, our]
    const flight = inFlight.get(id) ?? ZERO
    const unsettled = exact(holder?.unsettled ?? 0)
    const expected = exact(holder?.remaining ?? 0)
      .plus(unsettled)
      .plus(flight)
    const difference = theirs ? exact(owner?.remaining ?? 0).minus(expected) : ZERO
    const isOpen =
      [owner?.remaining, holder?.remaining].some((text) => !exact(text ?? 0).isZero()) ||
      [unsettled, flight, difference].some((quantity) => !quantity.isZero())
    if (!isOpen) return []
    // A message on its way may change the cost.
    const hasOtherCost = !concerned.has(id) && hasTwoCosts(our, their)
    const line: StatementLine = {
      delivery_line_id: id,
      inventory_item_id: itemIds.get(id) ?? null,
      sku: our?.sku ?? their?.sku ?? null,
      ours: our?.remaining ?? "0",
      theirs: their?.remaining ?? "0",
      unsettled: toText(unsettled),
      in_flight: toText(flight),
      unit_cost: our?.unit_cost ?? null,
      their_unit_cost: their?.unit_cost ?? null,
      lent: holder?.lent ?? "0",
      difference: toText(difference),
      remedy: remedyOf(difference, hasOtherCost),
    }
    if (!difference.isZero() || hasOtherCost) differing.push(line)
    return [line]
  })
  const settlements = pairSettlements(ours, theirs)
  const differingSettlements = settlements.filter(({ difference }) => !exact(difference).isZero())
  const statement: PeerStatement = {
    as_of: theirs?.as_of ?? null,
    lines,
    settlements,
    differences: differing.length + differingSettlements.length,
    agreed: {
      sent_sequence: Math.min(ours.sent_sequence, theirs?.received_sequence ?? 0),
      received_sequence: Math.min(ours.received_sequence, theirs?.sent_sequence ?? 0),
    },
  }
  return { statement, differing }
}

/**
 * Books that differ do so by a document that one store has dismissed. A new one would change both books alike, so the
 * store that posted it reverses it: too many at the owner's are by a delivery of the owner, or what the holder counted or
 * sent back; too few by a pick-up, or what the holder counted.
 */
const remedyOf = (difference: Decimal, hasOtherCost: boolean): StatementRemedy | null => {
  if (difference.isZero()) return hasOtherCost ? "revaluation" : null
  return difference.gt(0) ? "undo_count_or_delivery" : "undo_count_or_take_back"
}

/** Where a side has nothing left, its cost says nothing any more. */
const hasTwoCosts = (our: BookLine | undefined, their: BookLine | undefined): boolean =>
  our !== undefined &&
  their !== undefined &&
  [our, their].every(({ remaining }) => !exact(remaining).isZero()) &&
  !exact(our.unit_cost).eq(exact(their.unit_cost))

/** Settlements that only one side has are on their way, or stand among the exceptions. */
const pairSettlements = (ours: Books, theirs: Books | null): PeerStatement["settlements"] => {
  const their = new Map(
    (theirs?.settlements ?? []).map((settlement) => [settlement.id, settlement])
  )
  const our = new Map(ours.settlements.map((settlement) => [settlement.id, settlement]))
  return [...new Set([...our.keys(), ...their.keys()])].map((id) => {
    const [one, other] = [our.get(id), their.get(id)]
    const currency_code = one?.currency_code ?? other?.currency_code ?? ""
    const decimals = decimalsOf(currency_code)
    const amountOf = (value: Decimal.Value): string => exact(value).toFixed(decimals)
    return {
      number: one?.number ?? null,
      their_number: other?.number ?? null,
      currency_code,
      cut_off: one?.cut_off ?? other?.cut_off ?? "",
      net_value: one ? amountOf(one.net_value) : null,
      their_net_value: other ? amountOf(other.net_value) : null,
      difference: amountOf(one && other ? exact(one.net_value).minus(exact(other.net_value)) : 0),
    }
  })
}

/** Units that one side's books have and the other's have not yet, by the effects of the messages between them. */
const findInFlight = async (
  sql: Sql,
  peer: PeerRow,
  ours: Books,
  theirs: Books
): Promise<Units> => {
  const isOwner = peer.role === "consignor"
  const units: Units = new Map()
  /** The owner's messages add at the holder's what it has not got yet; the holder's take from the owner. */
  const ofOurs = isOwner ? 1 : -1
  const ofTheirs = isOwner ? -1 : 1
  const sent = await sql<MessageRow>(
    `select * from consignment_peer_message where peer_id = ? and feed = 'sent'
       and (sequence > ? or sequence = any(?::bigint[]))`,
    [peer.id, theirs.received_sequence, theirs.unapplied]
  )
  for (const message of sent) addAll(units, effectsOf(message), ofOurs)
  for (const message of theirs.unread) {
    if (message.sequence <= ours.received_sequence) continue
    for (const { origin_line_id, quantity } of message.units) {
      const effect = exact(quantity)
      addUnits(units, origin_line_id, ofTheirs === 1 ? effect : effect.negated())
    }
  }
  const received = await sql<MessageRow>(
    `select * from consignment_peer_message where peer_id = ? and feed = 'received'
       and (state in ('exception', 'waiting') or (sequence > ? and state = 'applied'))`,
    [peer.id, theirs.sent_sequence]
  )
  for (const message of received) {
    const isNewer = numberOf(message.sequence) > theirs.sent_sequence
    const isApplied = message.state === "applied"
    // Their figures include no message that we have applied since, and all that we have not applied.
    if (isApplied && isNewer) addAll(units, effectsOf(message), ofTheirs === 1 ? -1 : 1)
    if (!isApplied && !isNewer) addAll(units, effectsOf(message), ofTheirs)
  }
  return units
}

const findItems = async (
  sql: Sql,
  peer: PeerRow,
  originLineIds: string[]
): Promise<Map<string, string>> => {
  const column = peer.role === "consignor" ? "id" : "origin_line_id"
  const rows = await sql<{ id: string; inventory_item_id: string }>(
    `select ${column} as id, inventory_item_id from consignment_document_line where ${column} = any(?::text[])`,
    [originLineIds]
  )
  return new Map(rows.map((row) => [row.id, row.inventory_item_id]))
}

/** A difference with the connected owner is explained before the period closes. Throws: OPEN_DIFFERENCE. */
export const refuseStatementDifferences = async (
  sql: Sql,
  { contractor_id, direction }: { contractor_id: string; direction: string }
): Promise<void> => {
  if (direction !== "inbound") return
  const [peer] = await sql<{ id: string }>(
    `select id from consignment_peer where role = 'consignee' and contractor_id = ? and status = 'connected'
       and statement is not null`,
    [contractor_id]
  )
  if (!peer) return
  const { statement, differing } = await compareBooks(sql, peer.id)
  if (statement.differences === 0) return
  throw new ConsignmentError(
    "OPEN_DIFFERENCE",
    "Our books and those of the connected owner differ: see the statement of the connection.",
    {
      peer_id: peer.id,
      differences: differing,
    }
  )
}
