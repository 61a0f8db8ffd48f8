import type { Sql } from "../database/sql"
import { ConsignmentError } from "../domain/errors"
import type { PeerRole } from "../domain/peers"
import type { PeerRow } from "./rows"

/**
 * A lot of goods that a connected store owns or holds, with the line of the owner's delivery that brought it. Goods that
 * were transferred within the holder's warehouses keep the line of their first lot.
 */
export interface PeerLot {
  id: string
  origin_line_id: string
  delivery_id: string
  inventory_item_id: string
  sku: string | null
  warehouse_id: string
  currency_code: string
  quantity_remaining: string
  unit_cost: string
  terms: string
}

/**
 * At the owner's the delivery line itself, or the one that it was posted again for; at the holder's what the line of the
 * receipt follows.
 */
const originOf = {
  consignor: {
    line: "coalesce(line.origin_line_id, line.id)",
    delivery: `coalesce((select o.document_id from consignment_document_line o where o.id = line.origin_line_id),
      line.document_id)`,
  },
  consignee: {
    line: "line.origin_line_id",
    delivery: `(select m.body ->> 'delivery_id' from consignment_peer_message m
      where m.document_id = line.document_id and m.feed = 'received' and m.type = 'delivery.posted' limit 1)`,
  },
} as const

const columnsFor = (role: PeerRole): string => `l.id, ${originOf[role].line} as origin_line_id,
  coalesce(${originOf[role].delivery}, '') as delivery_id, l.inventory_item_id, l.sku, l.warehouse_id, l.currency_code,
  trim_scale(l.quantity_remaining)::text as quantity_remaining, trim_scale(l.unit_cost)::text as unit_cost, l.terms`

const joined = `consignment_lot l
  join consignment_lot root on root.id = coalesce(l.origin_lot_id, l.id)
  join consignment_document_line line on line.id = root.line_id`

/** Lots by id; those that came from elsewhere are left out. */
export const loadPeerLots = async (
  sql: Sql,
  role: PeerRole,
  lotIds: string[]
): Promise<Map<string, PeerLot>> => {
  const rows = await sql<PeerLot>(
    `select ${columnsFor(role)} from ${joined}
     where l.id = any(?::text[]) and ${originOf[role].line} is not null`,
    [lotIds]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** A store names its own goods only: those of other connections are none of its business. */
type Party = Pick<PeerRow, "role" | "contractor_id">

/** Lots of lines of the owner's deliveries, oldest first. */
export const findLotsOfLines = async (
  sql: Sql,
  { role, contractor_id }: Party,
  originLineIds: string[]
): Promise<PeerLot[]> =>
  await sql<PeerLot>(
    `select ${columnsFor(role)} from ${joined}
     where (line.origin_line_id = any(?::text[]) or ?::boolean and line.id = any(?::text[]))
       and l.direction = ? and l.contractor_id = ?
     order by l.received_at, l.sequence`,
    [
      originLineIds,
      role === "consignor",
      originLineIds,
      role === "consignor" ? "outbound" : "inbound",
      contractor_id,
    ]
  )

/** Lines of the holder's documents with our lots that they are about. Throws: INVALID_DATA. */
export const withOwnersLots = async <Line extends { origin_line_id: string }>(
  sql: Sql,
  peer: Party,
  lines: Line[]
): Promise<(Line & { lot: PeerLot })[]> => {
  const ids = lines.map((line) => line.origin_line_id)
  const lots = await findLotsOfLines(sql, peer, ids)
  const byOrigin = new Map(lots.map((lot) => [lot.origin_line_id, lot]))
  return lines.map((line) => {
    const lot = byOrigin.get(line.origin_line_id)
    if (!lot) {
      throw new ConsignmentError("INVALID_DATA", `Line ${line.origin_line_id} is not known here.`)
    }
    return { ...line, lot }
  })
}
