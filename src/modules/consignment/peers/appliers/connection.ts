import { newId } from "../../database/new-id"
import { ConsignmentError } from "../../domain/errors"
import type { Applier } from "../applying"

/** The owner offers one more warehouse; somebody here accepts it with one of ours. */
export const warehouseOffered: Applier = {
  apply: async ({ sql, peer, message }) => {
    const { pair_id, name, purpose } = message.body as Record<string, string | null>
    await sql(
      `insert into consignment_peer_warehouse (id, peer_id, pair_id, their_name, purpose, status)
       values (?, ?, ?, ?, ?, 'offered') on conflict (peer_id, pair_id) do nothing`,
      [newId("cspwh"), peer.id, pair_id, name ?? null, purpose ?? "sale"]
    )
    return []
  },
}

export const warehouseAccepted: Applier = {
  apply: async ({ sql, peer, message }) => {
    const { pair_id, name } = message.body as Record<string, string | null>
    await sql(
      `update consignment_peer_warehouse set status = 'paired', their_name = ? where peer_id = ? and pair_id = ?`,
      [name ?? null, peer.id, pair_id]
    )
    return []
  },
}

/** Throws: INVALID_DATA. */
const refuseNoAddress = (url: string): void => {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return
  throw new ConsignmentError("INVALID_DATA", `"${url}" is not the address of a store.`)
}

/** The other store has moved to another address. */
export const connectionChanged: Applier = {
  apply: async ({ sql, peer, message }) => {
    const { url } = message.body as Record<string, string | null>
    if (typeof url === "string") {
      refuseNoAddress(url)
      await sql(`update consignment_peer set url = ?, updated_at = now() where id = ?`, [
        url,
        peer.id,
      ])
    }
    return []
  },
}
