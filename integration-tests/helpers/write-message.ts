import assert from "node:assert"
import { hashOfMessage } from "../../src/modules/consignment/peers/feed"
import type { Store } from "./two-stores"

/** Writes a message as the plugin of a store does, of whatever version; answers its place in the feed. */
export const writeMessage = async (
  store: Store,
  peerId: string,
  { type, body, about = [] }: { type: string; body: object; about?: string[] }
): Promise<number> => {
  const [feed] = await store.sql<{ sequence: string; hash: string }>(
    `select sequence, hash from consignment_peer_feed where peer_id = $1 and feed = 'sent'`,
    [peerId]
  )
  assert(feed)
  const sequence = parseInt(feed.sequence, 10) + 1
  const created_at = new Date().toISOString()
  const message = { sequence, type, about, body: body as Record<string, unknown>, created_at }
  const hash = hashOfMessage(feed.hash, message)
  await store.sql(
    `insert into consignment_peer_message (peer_id, feed, sequence, type, about, body, hash, state, created_at)
     values ($1, 'sent', $2, $3, $4, $5, $6, 'pending', $7)`,
    [peerId, sequence, type, about, JSON.stringify(body), hash, created_at]
  )
  await store.sql(
    `update consignment_peer_feed set sequence = $2, hash = $3 where peer_id = $1 and feed = 'sent'`,
    [peerId, sequence, hash]
  )
  return sequence
}
