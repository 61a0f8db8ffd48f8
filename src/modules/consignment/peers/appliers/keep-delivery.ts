import { bodyOf } from "../bodies"
import { beginPosting } from "../../database/begin-posting"
import { toDate, type Instant } from "../../database/column-table"
import type { Sql } from "../../database/sql"
import type { LineTerms } from "../../domain/terms"
import { deliver, type PostDeliveryLine } from "../../ledger/documents/post-delivery"
import { sourceOfHost, type Posted } from "../../ledger/posting/post"
import { following, toFollowingDate, type Applying } from "../applying"
import type { DeliveryReceivedBody, ReversedBody } from "../bodies"
import { numberOf, type MessageRow } from "../rows"

interface DeliveryRow {
  warehouse_id: string
  own_stock_location_id: string
  currency_code: string
  effective_at: Instant
  reference: string | null
  note: string | null
}

interface LineRow extends Omit<PostDeliveryLine, "hire_until" | "expires_at" | "terms"> {
  origin_line_id: string
  terms: LineTerms | null
  hire_until: Instant | null
  expires_at: Instant | null
}

/**
 * The customer keeps what a delivery brought that we have reversed: its goods had moved before the reversal arrived. The
 * delivery is posted again, with the lines that the customer's store knows, dated as there; what it has bought is sold.
 * Throws: as a delivery does (the goods may have left us since).
 */
export const keepDelivery = async (
  applying: Applying,
  reversal: MessageRow
): Promise<Posted | null> => {
  const { sql, peer } = applying
  const { undoes_document_id: deliveryId } = bodyOf<ReversedBody>(reversal)
  const [told] = await sql<{ document_id: string }>(
    `select m.document_id from consignment_peer_message m
     join consignment_document d on d.id = m.document_id and d.status = 'reversed'
     where m.peer_id = ? and m.feed = 'sent' and m.type = 'delivery.posted' and m.body ->> 'document_id' = ?`,
    [peer.id, deliveryId]
  )
  if (!told) return null
  const delivery = await loadDelivery(sql, told.document_id)
  const lines = await loadLines(sql, told.document_id)
  const posted = await deliver(
    following(applying, `kept:${numberOf(reversal.sequence)}`),
    {
      warehouse_id: delivery.warehouse_id,
      from_stock_location_id: delivery.own_stock_location_id,
      currency_code: delivery.currency_code,
      effective_at: await toFollowingDate(
        applying,
        delivery.currency_code,
        (await findReceivedAt(sql, peer.id, deliveryId)) ??
          toDate(delivery.effective_at).toISOString()
      ),
      reference: delivery.reference,
      note: delivery.note,
      lines: lines.map(({ origin_line_id: _, ...line }) => ({
        ...line,
        terms: line.terms ?? undefined,
        hire_until: line.hire_until && toDate(line.hire_until).toISOString(),
        expires_at: line.expires_at && toDate(line.expires_at).toISOString(),
      })),
    },
    {
      source: sourceOfHost("follows"),
      originLineIds: lines.map((line) => line.origin_line_id),
    }
  )
  await beginPosting(sql)
  await sql(`update consignment_document_line set peer_state = 'received' where document_id = ?`, [
    posted.document_id,
  ])
  // Later messages about the delivery, its next reversal too, concern the one that stands.
  await sql(
    `update consignment_peer_message set document_id = ?
     where peer_id = ? and feed = 'sent' and type = 'delivery.posted' and body ->> 'document_id' = ?`,
    [posted.document_id, peer.id, deliveryId]
  )
  return posted
}

const loadDelivery = async (sql: Sql, id: string): Promise<DeliveryRow> => {
  const [row] = await sql<DeliveryRow>(
    `select warehouse_id, own_stock_location_id, currency_code, effective_at, reference, note
     from consignment_document where id = ?`,
    [id]
  )
  return row as DeliveryRow
}

const loadLines = async (sql: Sql, id: string): Promise<LineRow[]> =>
  await sql<LineRow>(
    `select coalesce(origin_line_id, id) as origin_line_id, inventory_item_id, sku, trim_scale(quantity)::text as quantity,
       trim_scale(unit_cost)::text as unit_price, terms, hire_until, batch, expires_at, serial_numbers
     from consignment_document_line where document_id = ? order by index`,
    [id]
  )

/** When the customer's store received the delivery. */
const findReceivedAt = async (
  sql: Sql,
  peerId: string,
  deliveryId: string
): Promise<string | null> => {
  const [row] = await sql<MessageRow>(
    `select * from consignment_peer_message where peer_id = ? and feed = 'received'
       and type = 'delivery.received' and body ->> 'delivery_id' = ? order by sequence desc limit 1`,
    [peerId, deliveryId]
  )
  return row ? bodyOf<DeliveryReceivedBody>(row).effective_at : null
}
