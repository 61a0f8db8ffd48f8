import { beginPosting } from "../../database/begin-posting"
import type { Sql } from "../../database/sql"
import { toDate, type Instant } from "../../database/column-table"
import { postConsignorReturn } from "../../ledger/documents/post-consignor-return"
import { postTakeBack } from "../../ledger/documents/post-take-back"
import type { TakingCommandLine } from "../../ledger/documents/taking-lines"
import { sourceOfHost, type Posted } from "../../ledger/posting/post"
import { following, toFollowingDate, type Applying } from "../applying"
import { bodyOf } from "../bodies"
import type { ReversedBody } from "../bodies"
import { numberOf, type MessageRow } from "../rows"

interface ReturnRow {
  /** Of the message that told of it. */
  sequence: string
  document_id: string
  type: string
  contractor_id: string
  warehouse_id: string
  own_stock_location_id: string | null
  currency_code: string
  effective_at: Instant
  reference: string | null
  note: string | null
}

/**
 * Goods that went back stay there: the other store has not followed our reversal of a return or a take-back, as they had
 * arrived or their period is closed. It is posted again, from the lots that it left before.
 * Throws: as the document does (the goods may have moved since).
 */
export const keepReturn = async (
  applying: Applying,
  reversal: MessageRow
): Promise<Posted | null> => {
  const { sql, peer } = applying
  const undone = await findUndone(sql, peer.id, bodyOf<ReversedBody>(reversal))
  if (!undone) return null
  const { contractor_id, warehouse_id, own_stock_location_id, currency_code } = undone
  const ports = following(applying, `kept:${numberOf(reversal.sequence)}`)
  const command = {
    contractor_id,
    warehouse_id,
    effective_at: await toFollowingDate(
      applying,
      currency_code,
      toDate(undone.effective_at).toISOString()
    ),
    reference: undone.reference,
    note: undone.note,
    lines: await loadTaken(sql, undone.document_id),
  }
  const posted =
    undone.type === "take_back"
      ? await postTakeBack(
          ports,
          { ...command, to_stock_location_id: own_stock_location_id ?? "" },
          sourceOfHost("follows")
        )
      : await postConsignorReturn(ports, command)
  await beginPosting(sql)
  if (undone.type === "take_back") {
    await sql(
      `update consignment_document_line set peer_state = 'received' where document_id = ?`,
      [posted.document_id]
    )
  }
  // Later messages about it, its next reversal too, concern the one that stands.
  await sql(
    `update consignment_peer_message set document_id = ? where peer_id = ? and feed = 'sent' and sequence = ?`,
    [posted.document_id, peer.id, undone.sequence]
  )
  return posted
}

const findUndone = async (
  sql: Sql,
  peerId: string,
  { undoes_document_id: id, document_type: type }: ReversedBody
): Promise<ReturnRow | null> => {
  const [row] = await sql<ReturnRow>(
    `select m.sequence, d.id as document_id, d.type, d.contractor_id, d.warehouse_id, d.own_stock_location_id,
       m.body ->> 'currency_code' as currency_code, d.effective_at, d.reference, d.note
     from consignment_peer_message m
     join consignment_document d on d.id = m.document_id and d.status = 'reversed' and d.type = ?
     where m.peer_id = ? and m.feed = 'sent' and m.type in ('consignor_return.posted', 'take_back.posted')
       and m.body ->> 'document_id' = ?`,
    [type, peerId, id]
  )
  return row ?? null
}

/** Lines that name units find their lots by them; the others name each lot. */
const loadTaken = async (sql: Sql, documentId: string): Promise<TakingCommandLine[]> =>
  await sql<TakingCommandLine>(
    `select line.inventory_item_id, line.sku, trim_scale(-sum(m.quantity))::text as quantity,
       case when line.serial_numbers is null then m.lot_id end as lot_id, line.serial_numbers
     from consignment_movement m join consignment_document_line line on line.id = m.line_id
     where m.document_id = ?
     group by line.id, case when line.serial_numbers is null then m.lot_id end
     order by line.index, min(m.sequence)`,
    [documentId]
  )
