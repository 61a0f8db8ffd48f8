import type { MedusaContainer } from "@medusajs/framework/types"
import type { PairAnswer } from "../../modules/consignment/peers"
import { isPairRequest } from "../../modules/consignment/peers/introductions"
import { ledgerOf } from "../posting/post-document"
import { PeerUnreachable, toPeerUrl } from "./transport"

/** The owner's side of pairing; null if it is refused, whatever the reason. `ownUrl`: where we were reached. */
export const acceptPairing = async (
  container: MedusaContainer,
  body: unknown,
  { ownUrl }: { ownUrl: string }
): Promise<PairAnswer | null> => {
  const { peers } = ledgerOf(container)
  if (!isPairRequest(body)) return null
  try {
    toPeerUrl(body.url, peers.options)
  } catch (error) {
    if (error instanceof PeerUnreachable) return null
    throw error
  }
  return await peers.acceptPairing(body, { url: peers.options.publicUrl ?? ownUrl })
}
