import { bodyOf } from "./bodies"
import type { Decimal } from "decimal.js"
import type { LinkRow } from "../articles/links"
import { toDate, type Instant } from "../database/column-table"
import type { Sql } from "../database/sql"
import { ConsignmentError } from "../domain/errors"
import {
  aboutAccount,
  aboutArticle,
  aboutDelivery,
  liveStatuses,
  type PeerRole,
} from "../domain/peers"
import { groupBy } from "../domain/group-by"
import { toText, trimmed, ZERO } from "../domain/quantity"
import type { PeerPorts } from "../ledger/posting/post"
import type {
  ConsignorReturnPostedBody,
  DeliveryPostedBody,
  DocumentBody,
  OriginQuantity,
  ReversedBody,
  RevaluationPostedBody,
  SettlementCancelledBody,
  SettlementClosedBody,
  StockCountPostedBody,
  TakeBackPostedBody,
  TakenLineBody,
} from "./bodies"
import { loadSettledConsumption } from "./consumption"
import { tell } from "./feed"
import { loadTerms } from "./pairing"
import { loadPeerLots, type PeerLot } from "./lots"
import type { MessageRow, PeerRow, PeerWarehouseRow } from "./rows"

type Written = Parameters<PeerPorts["tell"]>[1]
type LinesTold = Awaited<ReturnType<PeerPorts["tell"]>>

/** Writes the message about a posted document, if a connected store is to know of it. */
export const tellPosted = async (sql: Sql, written: Written): Promise<LinesTold> =>
  (await tellers[written.head.type]?.(sql, written)) ?? null

const tellers: Partial<
  Record<Written["head"]["type"], (sql: Sql, written: Written) => Promise<LinesTold>>
> = {
  delivery: async (sql, { head, lines }) => {
    const peer = await findConnected(sql, "consignor", head.contractor_id)
    const pairId = peer ? await findPair(sql, peer.id, head.warehouse_id) : null
    if (!peer || pairId === null) return null
    const links = await requireDescribed(
      sql,
      peer.id,
      lines.map((line) => line.inventory_item_id)
    )
    const body: DeliveryPostedBody = {
      document_id: head.id,
      delivery_id: head.id,
      number: head.number,
      effective_at: head.effective_at,
      pair_id: pairId,
      currency_code: head.currency_code ?? "",
      count_loss_liability: (await loadTerms(sql, peer)).find(
        (terms) => terms.currency_code === head.currency_code
      )?.count_loss_liability,
      reference: head.reference,
      note: head.note,
      lines: lines.map((line) => ({
        origin_line_id: line.id,
        link_id: links.get(line.inventory_item_id) ?? "",
        sku: line.sku,
        quantity: line.quantity,
        unit_price: line.unit_cost ?? "0",
        terms: line.terms,
        hire_until: line.hire_until,
        batch: line.batch,
        expires_at: line.expires_at,
        serial_numbers: line.serial_numbers,
      })),
    }
    await markSent(sql, head.id)
    await tell(sql, peer.id, {
      type: "delivery.posted",
      about: [aboutDelivery(head.id), ...body.lines.map(({ link_id }) => aboutArticle(link_id))],
      body: { ...body },
      documentId: head.id,
    })
    return { peer_state: "sent" }
  },
  take_back: (sql, written) => tellTakeBack(sql, written),
  revaluation: (sql, written) => tellRevaluation(sql, written),
  consignor_return: (sql, written) => tellConsignorReturn(sql, written),
  stock_count: (sql, written) => tellStockCount(sql, written),
  reversal: (sql, written) => tellReversal(sql, written),
}

/** Units by line of the owner's delivery, of the movements of a posting. */
const unitsOf = (
  { posting }: Written,
  lots: ReadonlyMap<string, PeerLot>
): { origin_line_id: string; quantity: Decimal }[] => {
  const sums = new Map<string, Decimal>()
  for (const { lotId, quantity } of posting.movements) {
    const origin = lots.get(lotId)?.origin_line_id
    if (origin) sums.set(origin, (sums.get(origin) ?? ZERO).plus(quantity))
  }
  return [...sums].map(([origin_line_id, quantity]) => ({ origin_line_id, quantity }))
}

/** Serial numbers of the units that a document took out of lots, as far as they are known, by delivery line. */
const serialsOf = async (
  sql: Sql,
  { head }: Written,
  lots: ReadonlyMap<string, PeerLot>
): Promise<Map<string, string[]>> => {
  const rows = await sql<{ serial: string; lot_id: string }>(
    `select n.serial, m.before ->> 'lot_id' as lot_id from consignment_serial_move m
     join consignment_serial_number n on n.id = m.serial_id
     where m.document_id = ? and m.before ->> 'lot_id' is not null and n.state <> 'possible' order by n.serial`,
    [head.id]
  )
  const serials = new Map<string, string[]>()
  for (const { serial, lot_id } of rows) {
    const origin = lots.get(lot_id)?.origin_line_id
    if (origin) serials.set(origin, [...(serials.get(origin) ?? []), serial])
  }
  return serials
}

/** Known units that a count found or missed, by lot. */
const countedSerials = async (
  sql: Sql,
  { head }: Written
): Promise<ReadonlyMap<string, { lost: string[]; found: string[] }>> => {
  const rows = await sql<{ serial: string; lot_id: string; is_lost: boolean }>(
    `select n.serial, coalesce(m.before ->> 'lot_id', m.after ->> 'lot_id') as lot_id,
       not (m.after ->> 'is_held')::boolean as is_lost
     from consignment_serial_move m join consignment_serial_number n on n.id = m.serial_id
     where m.document_id = ? and n.state <> 'possible' order by n.serial`,
    [head.id]
  )
  return new Map(
    [...groupBy(rows, (row) => row.lot_id)].map(([lotId, ofLot]) => [
      lotId,
      {
        lost: ofLot.filter((row) => row.is_lost).map((row) => row.serial),
        found: ofLot.filter((row) => !row.is_lost).map((row) => row.serial),
      },
    ])
  )
}

/** Units that left lots, by delivery line. */
const takenLines = async (
  sql: Sql,
  written: Written,
  lots: ReadonlyMap<string, PeerLot>
): Promise<TakenLineBody[]> => {
  const serials = await serialsOf(sql, written, lots)
  return unitsOf(written, lots).map(({ origin_line_id, quantity }) => {
    const taken = quantity.negated()
    const named = serials.get(origin_line_id) ?? []
    return {
      origin_line_id,
      quantity: toText(taken),
      serial_numbers: taken.eq(named.length) ? named : [],
    }
  })
}

const aboutLots = (lots: ReadonlyMap<string, PeerLot>): string[] =>
  [...lots.values()].map((lot) => aboutDelivery(lot.delivery_id))

const documentBody = ({ id, number, effective_at }: Written["head"]): DocumentBody => ({
  document_id: id,
  number,
  effective_at,
})

const lotIdsOf = ({ movements, costs }: Written["posting"]): string[] => [
  ...new Set([...movements.map(({ lotId }) => lotId), ...costs.map(({ lotId }) => lotId)]),
]

/** Take-backs that follow a return of the holder are told by what arrived. */
const tellTakeBack = async (sql: Sql, written: Written): Promise<LinesTold> => {
  const { head, posting } = written
  const peer = await findConnected(sql, "consignor", head.contractor_id)
  const pairId = peer ? await findPair(sql, peer.id, head.warehouse_id) : null
  if (!peer || pairId === null) return null
  const lots = await loadPeerLots(sql, "consignor", lotIdsOf(posting))
  if (lots.size === 0) return null
  const body: TakeBackPostedBody = {
    ...documentBody(head),
    pair_id: pairId,
    currency_code: currencyOf(lots),
    lines: await takenLines(sql, written, lots),
  }
  await markSent(sql, head.id)
  await tell(sql, peer.id, {
    type: "take_back.posted",
    about: aboutLots(lots),
    body: { ...body },
    documentId: head.id,
  })
  return { peer_state: "sent" }
}

const tellRevaluation = async (sql: Sql, { head, posting }: Written): Promise<LinesTold> => {
  const peer = await findConnected(sql, "consignor", head.contractor_id)
  const lots = peer ? await loadPeerLots(sql, "consignor", lotIdsOf(posting)) : new Map()
  const outbound = await findOutbound(sql, [...lots.keys()] as string[])
  const lines = posting.costs.flatMap(({ lotId, unitCost }) => {
    const lot = lots.get(lotId) as PeerLot | undefined
    return lot && outbound.has(lotId)
      ? { origin_line_id: lot.origin_line_id, unit_cost: toText(unitCost) }
      : []
  })
  if (!peer || lines.length === 0) return null
  const body: RevaluationPostedBody = { ...documentBody(head), lines }
  await tell(sql, peer.id, {
    type: "revaluation.posted",
    about: aboutLots(lots as Map<string, PeerLot>),
    body: { ...body },
    documentId: head.id,
  })
  return null
}

/** Lots at customers; a contractor may own other goods here. */
const findOutbound = async (sql: Sql, lotIds: string[]): Promise<Set<string>> => {
  const rows = await sql<{ id: string }>(
    `select id from consignment_lot where id = any(?::text[]) and direction = 'outbound'`,
    [lotIds]
  )
  return new Set(rows.map((row) => row.id))
}

const tellConsignorReturn = async (sql: Sql, written: Written): Promise<LinesTold> => {
  const { head, posting } = written
  const peer = await findConnected(sql, "consignee", head.contractor_id)
  const lots = peer ? await loadPeerLots(sql, "consignee", lotIdsOf(posting)) : null
  if (!peer || !lots || lots.size === 0) return null
  const body: ConsignorReturnPostedBody = {
    ...documentBody(head),
    pair_id: await findPair(sql, peer.id, head.warehouse_id),
    currency_code: currencyOf(lots),
    lines: await takenLines(sql, written, lots),
  }
  await tell(sql, peer.id, {
    type: "consignor_return.posted",
    about: aboutLots(lots),
    body: { ...body },
    documentId: head.id,
  })
  return null
}

/** A count may concern several owners; each is told of its own goods. */
const tellStockCount = async (sql: Sql, written: Written): Promise<LinesTold> => {
  const { head, posting } = written
  const serials = await countedSerials(sql, written)
  const lots = await loadPeerLots(sql, "consignee", lotIdsOf(posting))
  const contractors = new Set(
    posting.movements.flatMap((movement) =>
      movement.direction === "inbound" && lots.has(movement.lotId) ? movement.contractorId : []
    )
  )
  for (const contractorId of contractors) {
    const peer = await findConnected(sql, "consignee", contractorId)
    if (!peer) continue
    const movements = posting.movements.filter((movement) => movement.contractorId === contractorId)
    for (const currency of new Set(movements.map(({ currencyCode }) => currencyCode))) {
      const ofOwner = new Map<string, PeerLot>()
      const lines = movements.flatMap((movement) => {
        const lot = lots.get(movement.lotId)
        if (lot && movement.currencyCode === currency) ofOwner.set(lot.id, lot)
        return lot && movement.currencyCode === currency
          ? {
              origin_line_id: lot.origin_line_id,
              quantity: toText(movement.quantity),
              unit_cost: toText(movement.unitCost),
              liable: movement.liable,
              serial_numbers: namedOf(movement.quantity, serials.get(movement.lotId)),
            }
          : []
      })
      if (lines.length === 0) continue
      const body: StockCountPostedBody = { ...documentBody(head), currency_code: currency, lines }
      await tell(sql, peer.id, {
        type: "stock_count.posted",
        about: [...aboutLots(ofOwner), aboutAccount(currency)],
        body: { ...body },
        documentId: head.id,
      })
    }
  }
  return null
}

/** The units of a difference, if all of them are known. */
const namedOf = (
  quantity: Decimal,
  counted: { lost: string[]; found: string[] } | undefined
): string[] => {
  const serials = (quantity.isNegative() ? counted?.lost : counted?.found) ?? []
  return quantity.abs().eq(serials.length) ? serials : []
}

const reversibleMessages = [
  "delivery.posted",
  "take_back.posted",
  "revaluation.posted",
  "consignor_return.posted",
  "stock_count.posted",
]

/** The reversal of a revaluation concerns the same lines, and moves none of their units. */
const revaluedLines = ({ body }: MessageRow): OriginQuantity[] =>
  bodyOf<RevaluationPostedBody>({ body }).lines.map(({ origin_line_id }) => ({
    origin_line_id,
    quantity: "0",
  }))

/** The other store undoes what it has made of our document. */
const tellReversal = async (sql: Sql, written: Written): Promise<LinesTold> => {
  const { head, posting } = written
  const messages = await sql<MessageRow & { role: PeerRole }>(
    `select m.*, p.role from consignment_peer_message m join consignment_peer p on p.id = m.peer_id
     where m.document_id = ? and m.feed = 'sent' and m.type = any(?::text[]) and p.status = any(?::text[])`,
    [head.undoes_document_id, reversibleMessages, liveStatuses]
  )
  for (const message of messages) {
    const lots = await loadPeerLots(sql, message.role, lotIdsOf(posting))
    const body: ReversedBody = {
      ...documentBody(head),
      undoes_document_id: bodyOf<DocumentBody>(message).document_id,
      document_type: message.type.replace(/\.posted$/, ""),
      lines:
        message.type === "revaluation.posted"
          ? revaluedLines(message)
          : unitsOf(written, lots).map(({ origin_line_id, quantity }) => ({
              origin_line_id,
              quantity: toText(quantity),
            })),
    }
    await tell(sql, message.peer_id, {
      type: message.type === "delivery.posted" ? "delivery.reversed" : "document.reversed",
      about: message.about.filter((key) => !key.startsWith("article:")),
      body: { ...body },
      documentId: head.id,
    })
  }
  return null
}

/** The owner's books follow what the holder has settled. */
export const tellSettlementClosed = async (sql: Sql, settlementId: string): Promise<void> => {
  const settlement = await loadSettlement(sql, settlementId)
  const peer = await findSettled(sql, settlement)
  if (!peer || !settlement) return
  const consumption = await loadSettledConsumption(sql, settlementId)
  const body: SettlementClosedBody = {
    settlement_id: settlementId,
    document_id: settlementId,
    number: settlement.number,
    currency_code: settlement.currency_code,
    cut_off: toDate(settlement.cut_off).toISOString(),
    net_value: trimmed(settlement.net_value),
    lines: consumption.lines.map((line) => ({ ...line, quantity: toText(line.quantity) })),
    includes: consumption.includes,
  }
  await tell(sql, peer.id, {
    type: "settlement.closed",
    about: [aboutAccount(settlement.currency_code)],
    body: { ...body },
    documentId: settlementId,
  })
}

export const tellSettlementCancelled = async (sql: Sql, settlementId: string): Promise<void> => {
  const settlement = await loadSettlement(sql, settlementId)
  const peer = await findSettled(sql, settlement)
  if (!peer || !settlement) return
  const [closed] = await sql<MessageRow>(
    `select * from consignment_peer_message
     where peer_id = ? and feed = 'sent' and document_id = ? and type = 'settlement.closed'`,
    [peer.id, settlementId]
  )
  if (!closed) return
  const { lines } = bodyOf<SettlementClosedBody>(closed)
  const body: SettlementCancelledBody = {
    settlement_id: settlementId,
    document_id: `${settlementId}:cancelled`,
    undoes_document_id: settlementId,
    number: settlement.number,
    currency_code: settlement.currency_code,
    lines: lines.map(({ origin_line_id, quantity }) => ({ origin_line_id, quantity })),
  }
  await tell(sql, peer.id, {
    type: "settlement.cancelled",
    about: [aboutAccount(settlement.currency_code)],
    body: { ...body },
  })
}

interface SettlementHead {
  contractor_id: string
  direction: string
  currency_code: string
  number: string
  cut_off: Instant
  net_value: string
}

const loadSettlement = async (sql: Sql, id: string): Promise<SettlementHead | null> => {
  const [row] = await sql<SettlementHead>(
    `select contractor_id, direction, currency_code, number, cut_off, net_value::text
     from consignment_settlement where id = ?`,
    [id]
  )
  return row ?? null
}

const findSettled = async (sql: Sql, settlement: SettlementHead | null): Promise<PeerRow | null> =>
  settlement?.direction === "inbound"
    ? await findConnected(sql, "consignee", settlement.contractor_id)
    : null

const currencyOf = (lots: ReadonlyMap<string, PeerLot>): string =>
  [...lots.values()][0]?.currency_code ?? ""

/** The connection of a contractor in a role, as long as it lasts. */
export const findConnected = async (
  sql: Sql,
  role: PeerRole,
  contractorId: string | null
): Promise<PeerRow | null> => {
  if (contractorId === null) return null
  const [row] = await sql<PeerRow>(
    `select * from consignment_peer where role = ? and contractor_id = ? and status = any(?::text[])`,
    [role, contractorId, liveStatuses]
  )
  return row ?? null
}

const findPair = async (
  sql: Sql,
  peerId: string,
  warehouseId: string | null
): Promise<string | null> => {
  const [row] = await sql<PeerWarehouseRow>(
    `select * from consignment_peer_warehouse where peer_id = ? and warehouse_id = ?`,
    [peerId, warehouseId]
  )
  if (row?.status === "offered") {
    throw new ConsignmentError(
      "INVALID_DATA",
      "The connected store has not accepted this warehouse yet.",
      { path: "warehouse_id" }
    )
  }
  return row?.pair_id ?? null
}

/** Link ids by item. Throws: UNAVAILABLE (an article was not described yet: the stores have just been connected). */
const requireDescribed = async (
  sql: Sql,
  peerId: string,
  itemIds: string[]
): Promise<Map<string, string>> => {
  const links = await sql<LinkRow>(
    `select * from consignment_peer_link where peer_id = ? and inventory_item_id = any(?::text[]) and state <> 'ended'`,
    [peerId, itemIds]
  )
  const described = new Map(
    links.flatMap((link) =>
      link.described_hash === null || link.inventory_item_id === null
        ? []
        : [[link.inventory_item_id, link.id] as const]
    )
  )
  if (itemIds.every((id) => described.has(id))) return described
  throw new ConsignmentError(
    "UNAVAILABLE",
    "The articles have not been described to the connected store yet; try again."
  )
}

const markSent = async (sql: Sql, documentId: string): Promise<void> => {
  await sql(`update consignment_document_line set peer_state = 'sent' where document_id = ?`, [
    documentId,
  ])
}
