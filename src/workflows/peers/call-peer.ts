import type { MedusaContainer } from "@medusajs/framework/types"
import type { PeerRow } from "../../modules/consignment/peers"
import { ledgerOf } from "../posting/post-document"
import { PeerUnreachable, send, type PeerAnswer } from "./transport"

export const PEER_PATH = "/consignment-peer/v1"

/**
 * A signed request to the store of a connection.
 * @param connection its id, or its row if that has just been read.
 * Throws: PeerUnreachable.
 */
export const callPeer = async (
  container: MedusaContainer,
  connection: string | PeerRow,
  method: "GET" | "POST",
  path: string,
  content: Record<string, unknown> = {}
): Promise<PeerAnswer> => {
  const { peers } = ledgerOf(container)
  const body = method === "POST" ? JSON.stringify(content) : ""
  const request = { method, path: `${PEER_PATH}${path}`, body }
  const { peer, token } =
    typeof connection === "string"
      ? await peers.sign(connection, request)
      : await peers.signBy(connection, request)
  if (!peer.url) throw new PeerUnreachable("The address of the other store is not known.", false)
  const answer = await send(peer.url, { ...request, token }, peers.options)
  // Their store has ended the connection, and its word on it was lost.
  if (answer.status === 410) await peers.disconnect(peer.id)
  return answer
}
