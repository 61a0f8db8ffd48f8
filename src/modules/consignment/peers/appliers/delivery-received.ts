import { bodyOf } from "../bodies"
import { beginPosting } from "../../database/begin-posting"
import { givenRows, type Sql } from "../../database/sql"
import { ConsignmentError } from "../../domain/errors"
import { postSaleOfDelivery } from "../../ledger/documents/sold-at-delivery"
import { following, toFollowingDate, type Applier } from "../applying"
import type { DeliveryReceivedBody } from "../bodies"
import type { PeerRow } from "../rows"

/** Each line of the delivery shows what became of it at the customer's store. */
export const deliveryReceived: Applier = {
  apply: async (applying) => {
    const { sql, peer, message } = applying
    const body = bodyOf<DeliveryReceivedBody>(message)
    const { delivery_id, lines } = body
    await requireSent(sql, peer, delivery_id)
    await beginPosting(sql)
    const given = givenRows(
      "line",
      { id: "text", state: "text", error: "jsonb" },
      lines.map(({ origin_line_id, state, code, message: text }) => ({
        id: origin_line_id,
        state,
        error: state === "failed" ? { code: code ?? "INVALID_DATA", message: text ?? "" } : null,
      }))
    )
    await sql(
      `update consignment_document_line l set peer_state = line.state, peer_error = line.error, updated_at = now()
       from ${given.statement}
       where l.id = line.id and l.document_id = ?`,
      [...given.parameters, delivery_id]
    )
    if (lines.some(({ state }) => state === "failed")) return []
    const sale = await postSaleOfDelivery(following(applying, `delivery:${delivery_id}`), {
      delivery_id,
      effective_at:
        body.effective_at === null
          ? undefined
          : await toFollowingDate(applying, await currencyOf(sql, delivery_id), body.effective_at),
    })
    return sale ? [sale] : []
  },
}

/** Throws: INVALID_DATA. */
const requireSent = async (sql: Sql, { contractor_id }: PeerRow, id: string): Promise<void> => {
  const rows = await sql(
    `select id from consignment_document where id = ? and type = 'delivery' and contractor_id = ?`,
    [id, contractor_id]
  )
  if (rows.length > 0) return
  throw new ConsignmentError("INVALID_DATA", `Delivery ${id} was not sent to this store.`)
}

const currencyOf = async (sql: Sql, deliveryId: string): Promise<string> => {
  const [row] = await sql<{ currency_code: string }>(
    `select currency_code from consignment_document where id = ?`,
    [deliveryId]
  )
  return row?.currency_code ?? ""
}
