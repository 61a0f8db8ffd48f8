import { bodyOf } from "./bodies"
import { applyHires } from "../loans/apply-hires"
import type { Sql } from "../database/sql"
import type { ChangedHire } from "../domain/loan"
import { aboutDelivery } from "../domain/peers"
import type { Applier } from "./applying"
import { tell } from "./feed"
import { findConnected } from "./telling"

interface HireChangedBody {
  delivery_id: string
  lines: {
    origin_line_id: string
    hire_until: string | null
    ended_quantity: string
    serial_numbers: string[]
  }[]
}

/** Tells a connected customer what the hires of a delivery are now. */
export const tellHire = async (
  sql: Sql,
  deliveryId: string,
  hires: ChangedHire[]
): Promise<void> => {
  const [delivery] = await sql<{ contractor_id: string; sent: boolean }>(
    `select d.contractor_id, exists (select 1 from consignment_document_line line
       where line.document_id = d.id and line.peer_state is not null) as sent
     from consignment_document d where d.id = ?`,
    [deliveryId]
  )
  const peer = delivery?.sent ? await findConnected(sql, "consignor", delivery.contractor_id) : null
  if (!peer) return
  const known = await findKnownLines(sql, deliveryId)
  const told = known.values().next().value?.delivery_id ?? deliveryId
  const body: HireChangedBody = {
    delivery_id: told,
    lines: hires.map(({ line_id, ...hire }) => ({
      origin_line_id: known.get(line_id)?.origin_line_id ?? line_id,
      ...hire,
    })),
  }
  await tell(sql, peer.id, {
    type: "hire.changed",
    about: [aboutDelivery(told)],
    body: { ...body },
    documentId: deliveryId,
  })
}

interface KnownLine {
  id: string
  origin_line_id: string
  delivery_id: string
}

/** The lines that the customer's store knows, where a delivery was posted again. */
const findKnownLines = async (sql: Sql, deliveryId: string): Promise<Map<string, KnownLine>> => {
  const rows = await sql<KnownLine>(
    `select line.id, o.id as origin_line_id, o.document_id as delivery_id from consignment_document_line line
     join consignment_document_line o on o.id = line.origin_line_id where line.document_id = ?`,
    [deliveryId]
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The owner has ended or extended hires: availability ends at that moment, and no unit moves. */
export const hireChanged: Applier = {
  apply: async ({ sql, host, peer, message }) => {
    const { lines } = bodyOf<HireChangedBody>(message)
    await applyHires(
      { sql, host: host.levels },
      peer.id,
      lines.map(({ origin_line_id: line_id, ...hire }) => ({ line_id, ...hire }))
    )
    return []
  },
}
