import type { Context, MedusaContainer } from "@medusajs/framework/types"
import type { DescribedArticle } from "../articles/article"
import type { Sql } from "../database/sql"
import { readTogether } from "../database/together"
import type { ConsignmentError } from "../domain/errors"
import type { Message, PeerCode, PeerException } from "../domain/peers"
import type { HostLevels } from "../ledger/posting/host-levels"
import { sharingAccounts } from "../ledger/posting/lock-account"
import type { Ports, Posted } from "../ledger/posting/post"
import type { PeerRow } from "./rows"

/** Parts of the host that receiving needs, in the ledger's transaction. */
export interface ReceivingHost {
  levels: HostLevels
  /** Makes the article, or lets it follow; answers what tells the rest of the host, once the transaction stands. */
  applyArticle: (
    context: Context,
    peer: PeerRow,
    article: DescribedArticle,
    options: { choice?: "link" }
  ) => Promise<{ emitEvents: AfterCommit }>
  /** Makes articles that are not here yet, up to the first one that stands in the way; answers how many. */
  applyNewArticles: (
    context: Context,
    peer: PeerRow,
    articles: DescribedArticle[]
  ) => Promise<{ count: number; emitEvents: AfterCommit }>
}

export type AfterCommit = (container: MedusaContainer) => Promise<void>

/** How a message is applied. */
export interface Attempt {
  /** `ARTICLE_EXISTS`: the article that is here already is linked. */
  choice?: "link"
  /** An earlier attempt failed by this; the message is kept as an exception. */
  failure?: { code: PeerCode; message: string }
}

/** Input of an applier. */
export interface Applying {
  sql: Sql
  context: Context
  host: ReceivingHost
  peer: PeerRow
  message: Message
  attempt: Attempt
  /** Work that follows the commit. */
  afterCommit: AfterCommit[]
  /** Earliest date of what follows, which `toFollowingDate` finds: after a cut-off by a clock that is ahead of ours. */
  earliest?: Date
}

/** Applies a message in the transaction in which it is received. */
export interface Applier {
  /** Answers the documents that it posted. */
  apply: (applying: Applying) => Promise<Posted[]>
  /** Details for the sender besides the exception. */
  refused?: (applying: Applying, error: ConsignmentError | PeerException) => Promise<void>
}

export type Outcome = "applied" | "exception" | "waiting" | "skipped" | "stopped"

export interface Received {
  outcome: Outcome
  posted: Posted[]
  afterCommit: AfterCommit[]
}

/**
 * Context of a document that follows a message: the key that makes it happen once, and no word of it to anybody.
 * @param what names the sender's document, and which of several documents that follow it.
 */
export const following = (applying: Applying, what: string, now?: Date): Ports => {
  const { sql, host, peer } = applying
  return {
    sql,
    host: host.levels,
    clock: () => now ?? latest(new Date(), applying.earliest),
    follows: { peerId: peer.id, key: `peer:${peer.id}:${what}` },
  }
}

const latest = (one: Date, other: Date | undefined): Date => (other && other > one ? other : one)

/**
 * The date of a document that follows one of the other store: theirs, but in no settled period of ours, and not in the
 * future unless our last cut-off is. The account is shared from here on, so that no settlement closes before the document
 * is posted.
 */
export const toFollowingDate = async (
  applying: Applying,
  currencyCode: string,
  effectiveAt: string
): Promise<string> => {
  const { sql, peer } = applying
  const direction = peer.role === "consignor" ? "outbound" : "inbound"
  const account = {
    contractor_id: peer.contractor_id,
    direction,
    currency_code: currencyCode,
  } as const
  await readTogether(sql, { shared: sharingAccounts([account]) })
  const [closed] = await sql<{ last_cut_off: Date | string | null }>(
    `select last_cut_off from consignment_account where contractor_id = ? and direction = ? and currency_code = ?`,
    [peer.contractor_id, direction, currencyCode]
  )
  const cutOff = closed?.last_cut_off
  applying.earliest = cutOff ? new Date(new Date(cutOff).getTime() + 1) : undefined
  const wanted = new Date(Math.min(new Date(effectiveAt).getTime(), Date.now()))
  return latest(wanted, applying.earliest).toISOString()
}
