import type { Sql } from "../../database/sql"
import { toDate, type Instant } from "../../database/column-table"
import { exact } from "../../domain/quantity"
import { followCount } from "../../ledger/documents/follow-count"
import type { Posted } from "../../ledger/posting/post"
import { following, toFollowingDate, type Applying } from "../applying"
import { bodyOf, type ReversedBody, type StockCountPostedBody } from "../bodies"
import { loadPeerLots } from "../lots"
import { numberOf, type MessageRow } from "../rows"

interface CountRow {
  id: string
  warehouse_id: string
  effective_at: Instant
}

interface DifferenceRow {
  lot_id: string
  inventory_item_id: string
  sku: string | null
  currency_code: string
  /** Signed. */
  quantity: string
  unit_cost: string
  liable: boolean
}

/**
 * A count stands at the owner's: its store has not followed our reversal of it. The differences are posted again, of the
 * lots that were counted. Throws: as a count does (the goods may have moved since).
 */
export const keepCount = async (
  applying: Applying,
  reversal: MessageRow
): Promise<Posted | null> => {
  const { sql, peer } = applying
  const { undoes_document_id: id } = bodyOf<ReversedBody>(reversal)
  const told = await sql<MessageRow>(
    `select * from consignment_peer_message
     where peer_id = ? and feed = 'sent' and type = 'stock_count.posted' and body ->> 'document_id' = ? order by sequence`,
    [peer.id, id]
  )
  const count = await findReversed(sql, told[0]?.document_id ?? null)
  if (!count) return null
  const differences = await loadDifferences(sql, count.id, peer.contractor_id)
  const serials = await serialsTold(sql, told, differences)
  const posted = await followCount(following(applying, `kept:${numberOf(reversal.sequence)}`), {
    warehouse_id: count.warehouse_id,
    contractor_id: peer.contractor_id,
    effective_at: await toDateOf(applying, count, differences),
    lines: differences.map((line) => ({ ...line, serial_numbers: serials.get(line) ?? [] })),
  })
  // Later messages about it, its next reversal too, concern the one that stands.
  await sql(
    `update consignment_peer_message set document_id = ?
     where peer_id = ? and feed = 'sent' and type = 'stock_count.posted' and body ->> 'document_id' = ?`,
    [posted.document_id, peer.id, id]
  )
  return posted
}

const findReversed = async (sql: Sql, id: string | null): Promise<CountRow | undefined> => {
  const [row] = await sql<CountRow>(
    `select id, warehouse_id, effective_at from consignment_document where id = ? and status = 'reversed'`,
    [id]
  )
  return row
}

/** A count may concern several owners; each keeps what concerns its own goods. */
const loadDifferences = async (
  sql: Sql,
  documentId: string,
  contractorId: string
): Promise<DifferenceRow[]> =>
  await sql<DifferenceRow>(
    `select m.lot_id, l.inventory_item_id, l.sku, m.currency_code, trim_scale(m.quantity)::text as quantity,
       trim_scale(m.unit_cost)::text as unit_cost, m.liable
     from consignment_movement m join consignment_lot l on l.id = m.lot_id
     where m.document_id = ? and m.contractor_id = ? order by m.sequence`,
    [documentId, contractorId]
  )

/** The units of each difference, if all of them are known, as they were told. */
const serialsTold = async (
  sql: Sql,
  told: MessageRow[],
  differences: DifferenceRow[]
): Promise<Map<DifferenceRow, string[]>> => {
  const lots = await loadPeerLots(
    sql,
    "consignee",
    differences.map((line) => line.lot_id)
  )
  const lines = told.flatMap((message) => bodyOf<StockCountPostedBody>(message).lines)
  return new Map(
    differences.map((difference) => {
      const originId = lots.get(difference.lot_id)?.origin_line_id
      const line = lines.find(
        ({ origin_line_id, quantity }) =>
          origin_line_id === originId && exact(quantity).eq(exact(difference.quantity))
      )
      return [difference, line?.serial_numbers ?? []]
    })
  )
}

/** The day of the count, but in no settled period of a currency that it concerns. */
const toDateOf = async (
  applying: Applying,
  count: CountRow,
  differences: DifferenceRow[]
): Promise<string> => {
  let date = toDate(count.effective_at).toISOString()
  for (const currency of new Set(differences.map((line) => line.currency_code))) {
    const allowed = await toFollowingDate(applying, currency, date)
    if (allowed > date) date = allowed
  }
  return date
}
