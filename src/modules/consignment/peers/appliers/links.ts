import { toState } from "../../articles/follow-skus"
import { findLink, saveLink } from "../../articles/links"
import type { Applier } from "../applying"

/** The SKU was changed at the other store, or set back to the one that the link stands on. */
const following = (isChanged: boolean): Applier => ({
  apply: async ({ sql, peer, message }) => {
    const { link_id: id, sku } = message.body as { link_id: string; sku: string | null }
    const link = await findLink(sql, peer.id, id)
    if (!link || link.state === "ended") return []
    const change = { is_changed_there: isChanged, their_sku: sku }
    await saveLink(sql, { id, peer_id: peer.id, ...change, state: toState({ ...link, ...change }) })
    return []
  },
})

export const linkBroken = following(true)
export const linkRestored = following(false)
