import { bodyOf, type ReversedBody } from "../bodies"
import { beginPosting } from "../../database/begin-posting"
import { findLink, saveLink } from "../../articles/links"
import type { Sql } from "../../database/sql"
import { keepCount } from "./keep-count"
import { keepDelivery } from "./keep-delivery"
import { keepReturn } from "./keep-return"
import { tellBooks } from "../statement"
import type { Posted } from "../../ledger/posting/post"
import type { Applier, Applying } from "../applying"
import type { MessageRow } from "../rows"

interface ExceptionBody {
  /** Of our message. */
  sequence: number
  code?: string
  message?: string
  status?: "resolved" | "dismissed"
  reason?: string | null
}

/** Our message could not be applied at the other store. */
export const exceptionOpened: Applier = {
  apply: async ({ sql, peer, message }) => {
    const { sequence, code, message: text } = bodyOf<ExceptionBody>(message)
    const sent = await setSentState(sql, peer.id, sequence, "exception")
    if (sent?.type === "take_back.posted") {
      await markLines(sql, sent, "failed", { code, message: text })
    }
    return []
  },
}

export const exceptionClosed: Applier = {
  apply: async (applying) => {
    const { sql, peer, message } = applying
    const { sequence, status } = bodyOf<ExceptionBody>(message)
    const isApplied = status === "resolved"
    const state = isApplied ? "applied" : "dismissed"
    const sent = await setSentState(sql, peer.id, sequence, state)
    if (sent?.type === "article.described" && !isApplied)
      await forgetDescription(sql, peer.id, sent)
    if (sent?.type === "take_back.posted" && isApplied) await markLines(sql, sent, "received", null)
    if (isApplied) return []
    const kept = sent ? await keep(applying, sent) : null
    await tellBooks(sql, peer.id)
    return kept ? [kept] : []
  },
}

/** A reversal that the other store does not follow is undone here, so that both books say the same. */
const keep = async (applying: Applying, sent: MessageRow): Promise<Posted | null> => {
  if (sent.type === "delivery.reversed") return await keepDelivery(applying, sent)
  if (sent.type !== "document.reversed") return null
  const isCount = bodyOf<ReversedBody>(sent).document_type === "stock_count"
  return isCount ? await keepCount(applying, sent) : await keepReturn(applying, sent)
}

/** An article that was skipped is described again with its next delivery. */
const forgetDescription = async (sql: Sql, peerId: string, { body }: MessageRow): Promise<void> => {
  const { link_id: id, hash } = body as { link_id: string; hash: string }
  const link = await findLink(sql, peerId, id)
  if (link?.described_hash === hash) {
    await saveLink(sql, { id, peer_id: peerId, described_hash: null })
  }
}

const setSentState = async (
  sql: Sql,
  peerId: string,
  sequence: number,
  state: MessageRow["state"]
): Promise<MessageRow | null> => {
  const [row] = await sql<MessageRow>(
    `update consignment_peer_message set state = ? where peer_id = ? and feed = 'sent' and sequence = ? returning *`,
    [state, peerId, sequence]
  )
  return row ?? null
}

const markLines = async (
  sql: Sql,
  { document_id }: MessageRow,
  state: "received" | "failed",
  error: object | null
): Promise<void> => {
  await beginPosting(sql)
  await sql(
    `update consignment_document_line set peer_state = ?, peer_error = ?::jsonb, updated_at = now() where document_id = ?`,
    [state, error === null ? null : JSON.stringify(error), document_id]
  )
}
