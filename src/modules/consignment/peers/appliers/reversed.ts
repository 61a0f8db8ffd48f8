import { beginPosting } from "../../database/begin-posting"
import { bodyOf } from "../bodies"
import type { Sql } from "../../database/sql"
import { ConsignmentError } from "../../domain/errors"
import type { DocumentType } from "../../domain/kinds"
import { PeerException } from "../../domain/peers"
import { reverse } from "../../ledger/documents/reverse"
import type { Posted } from "../../ledger/posting/post"
import { following, type Applier, type Applying } from "../applying"
import type { ReversedBody } from "../bodies"

/** The documents here that follow a document of the other store, as far as they are not reversed. */
const findFollowing = async (
  sql: Sql,
  peerId: string,
  what: string
): Promise<{ id: string; type: DocumentType }[]> =>
  await sql<{ id: string; type: DocumentType }>(
    `select id, type from consignment_document
     where peer_id = ? and origin = 'peer' and status <> 'reversed' and type <> 'reversal'
       and strpos(source_key, ?) > 0
     order by posted_at desc, id desc`,
    [peerId, `:peer:${peerId}:${what}:`]
  )

/** Undoes all that follows a document of the other store. Throws: ALREADY_MOVED. */
export const reverseFollowing = async (applying: Applying, what: string): Promise<Posted[]> => {
  const { sql, peer } = applying
  const posted: Posted[] = []
  for (const { id, type } of await findFollowing(sql, peer.id, what)) {
    // A purchase with a receipt is reversed with it.
    const isReversed = await isReversedNow(sql, id)
    if (isReversed) continue
    posted.push(
      await reverse(following(applying, `reversed:${what}`), {
        document_id: id,
        type,
        with_delivery: true,
      }).catch(refuseMoved)
    )
  }
  return posted
}

const isReversedNow = async (sql: Sql, id: string): Promise<boolean> => {
  const rows = await sql(
    `select id from consignment_document where id = ? and status = 'reversed'`,
    [id]
  )
  return rows.length > 0
}

const movedCodes = ["EXCEEDS_REVERSIBLE", "INSUFFICIENT_STOCK", "DOCUMENT_POSTED", "PERIOD_CLOSED"]

const refuseMoved = (error: unknown): never => {
  if (error instanceof ConsignmentError && movedCodes.includes(error.code)) {
    throw new PeerException("ALREADY_MOVED", error.message, error.details)
  }
  throw error
}

/** Documents of the other store and the names that what follows them here has in its source. */
const followedAs: Readonly<Record<string, string>> = {
  delivery: "delivery",
  take_back: "take_back",
  revaluation: "revaluation",
  stock_count: "stock_count",
}

/** Reverses what follows a delivery, take-back, revaluation or count, while nothing of it moved. */
export const documentReversed: Applier = {
  apply: async (applying) => {
    const { undoes_document_id: id, document_type: type } = bodyOf<ReversedBody>(applying.message)
    const name = followedAs[type]
    if (type === "consignor_return") return await withdrawAnnounced(applying, id)
    return name ? await reverseFollowing(applying, `${name}:${id}`) : []
  },
}

/** A return that was announced and has not arrived is not expected any more, at none of the warehouses it left. */
const withdrawAnnounced = async ({ sql, peer }: Applying, id: string): Promise<Posted[]> => {
  const drafts = await sql<{ id: string; status: string }>(
    `select id, status from consignment_document
     where peer_id = ? and strpos(source_key, ?) > 0 and type = 'take_back' and status <> 'reversed' order by id`,
    [peer.id, `:peer:${peer.id}:consignor_return:${id}:`]
  )
  const arrived = drafts.find(({ status }) => status !== "draft")
  if (arrived) {
    throw new PeerException("ALREADY_MOVED", "The returned goods have arrived.", { id: arrived.id })
  }
  for (const draft of drafts) await deleteDraft(sql, draft.id)
  return []
}

const deleteDraft = async (sql: Sql, id: string): Promise<void> => {
  await beginPosting(sql)
  await sql(`delete from consignment_document_line where document_id = ?`, [id])
  await sql(`delete from consignment_document where id = ?`, [id])
}
