import type { MedusaContainer } from "@medusajs/framework/types"
import { ConsignmentError, refuseFields } from "../../modules/consignment/domain/errors"
import type { JoinPeer, PairAnswer, PairRequest } from "../../modules/consignment/peers"
import { isPairAnswer } from "../../modules/consignment/peers/introductions"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"
import { ledgerOf } from "../posting/post-document"
import { callPeer, PEER_PATH } from "./call-peer"
import { startPulling } from "./pull"
import { PeerUnreachable, send, type PeerAnswer } from "./transport"

/**
 * Connects our store with that of an owner, by the code that the owner has given.
 * Throws: INVALID_DATA, NO_AGREEMENT, CONSIGNED_STOCK_PRESENT, PAIRING_REFUSED, PEER_UNREACHABLE.
 */
export const joinPeer = async (
  container: MedusaContainer,
  command: JoinPeer,
  { ownUrl }: { ownUrl: string }
) => {
  const { peers } = ledgerOf(container)
  await refuseOwnUrl(peers.options.publicUrl ?? ownUrl)
  const prepared = await peers.prepareJoining(command, {
    url: peers.options.publicUrl ?? ownUrl,
  })
  const answer = await askToPair(container, command.url, prepared)
  const { warnings } = await peers
    .completeJoining(prepared.peer_id, answer)
    .catch(async (error: unknown) => {
      await peers.giveUpJoining(prepared.peer_id)
      throw error
    })
  // The first signed request ends the pairing there; if it gets lost, the next one does.
  await callPeer(container, prepared.peer_id, "GET", "/about").catch(() => null)
  startPulling(container, prepared.peer_id)
  return { peer: await peers.retrieve(prepared.peer_id), warnings }
}

const refuseOwnUrl = async (url: string): Promise<void> => {
  await Promise.resolve()
    .then(() =>
      refuseFields(
        URL.canParse(url)
          ? []
          : [
              {
                path: "url",
                message: "Set the plugin's option peers.publicUrl to our own address.",
              },
            ]
      )
    )
    .catch(toMedusaError)
}

const askToPair = async (
  container: MedusaContainer,
  url: string,
  { peer_id: peerId, request }: { peer_id: string; request: PairRequest }
): Promise<PairAnswer> => {
  const { peers } = ledgerOf(container)
  const content = { method: "POST" as const, path: `${PEER_PATH}/pair` }
  try {
    const answer = await send(url, { ...content, body: JSON.stringify(request) }, peers.options)
    if (isPairAnswer(answer.body) && answer.status === 200) return answer.body
    if (!maybeAgreed(answer)) await peers.giveUpJoining(peerId)
    return toMedusaError(answer.status === 401 || answer.status === 429 ? refusal() : noPlugin(url))
  } catch (error) {
    if (!(error instanceof PeerUnreachable)) throw error
    if (!error.wasSent) await peers.giveUpJoining(peerId)
    return toMedusaError(new ConsignmentError("PEER_UNREACHABLE", error.message, { url }))
  }
}

/**
 * An answer that got lost, or was spoilt on its way, may have been a yes: the key stays, so that the same code with the
 * same key answers again.
 */
const maybeAgreed = ({ status, body, isPage }: PeerAnswer): boolean =>
  status >= 500 || (status === 200 && body === null && !isPage)

const refusal = (): ConsignmentError =>
  new ConsignmentError(
    "PAIRING_REFUSED",
    "The other store refuses: the code is wrong, used or expired, or its warehouse cannot be connected. Ask for a new code."
  )

const noPlugin = (url: string): ConsignmentError =>
  new ConsignmentError("PEER_UNREACHABLE", `No store with this plugin answers at ${url}.`, { url })
