import type { MedusaContainer } from "@medusajs/framework/types"
import { ConsignmentError, refuseFields } from "../../modules/consignment/domain/errors"
import type { PeerStatement } from "../../modules/consignment/peers"
import { isBooks } from "../../modules/consignment/peers/statement"
import { toMedusaError } from "../../modules/consignment/to-medusa-error"
import { ledgerOf } from "../posting/post-document"
import { callPeer } from "./call-peer"
import { hintPeers, startPulling } from "./pull"
import { PeerUnreachable, toPeerUrl } from "./transport"

export interface ChangePeer {
  peer_id: string
  status?: "paused" | "connected"
  url?: string
  name?: string | null
  existing_articles?: "ask" | "link"
}

/** Changes, pauses or resumes a connection. Throws: NOT_FOUND, INVALID_DATA. */
export const changePeer = async (container: MedusaContainer, command: ChangePeer) => {
  const { peers } = ledgerOf(container)
  if (command.url !== undefined) refuseUrl(container, command.url)
  await peers.update(command)
  if (command.status === "connected") {
    startPulling(container, command.peer_id)
    void hintPeers(container).catch(() => null)
  }
}

const refuseUrl = (container: MedusaContainer, url: string): void => {
  try {
    toPeerUrl(url, ledgerOf(container).peers.options)
  } catch (error) {
    if (!(error instanceof PeerUnreachable)) throw error
    refuse(() => refuseFields([{ path: "url", message: error.message }]))
  }
}

const refuse = (decide: () => void): void => {
  try {
    decide()
  } catch (error) {
    toMedusaError(error)
  }
}

/** Ends a connection; the other store is told if it can be reached. Throws: NOT_FOUND. */
export const disconnectPeer = async (container: MedusaContainer, peerId: string) => {
  const { peers } = ledgerOf(container)
  const { peer } = await peers.find(peerId)
  if (peer.status === "disconnected") return
  // The token is made before the end: later ones would be none of a connection.
  if (peer.their_key) await callPeer(container, peerId, "POST", "/bye").catch(() => null)
  await peers.disconnect(peerId)
}

/** Signs with a new key from now on. Throws: NOT_FOUND, INVALID_DATA, PEER_UNREACHABLE. */
export const rotatePeerKey = async (container: MedusaContainer, peerId: string) => {
  const { peers } = ledgerOf(container)
  const publicKey = await peers.prepareNextKey(peerId)
  const answer = await callPeer(container, peerId, "POST", "/key", { public_key: publicKey }).catch(
    unreachable
  )
  if (answer.status !== 200) throwUnreachable(`The other store answers ${answer.status}.`)
  await peers.useNextKey(peerId)
  // The first request with it makes the other store forget the one before.
  await callPeer(container, peerId, "GET", "/about").catch(() => null)
}

export type ResumePeer = { from_sequence: number } | { accept_statement: true }

/** Goes on after a store was restored. Throws: NOT_FOUND, INVALID_DATA, PEER_UNREACHABLE. */
export const resumePeer = async (container: MedusaContainer, peerId: string, how: ResumePeer) => {
  const { peers } = ledgerOf(container)
  if ("from_sequence" in how) await peers.resume(peerId, how)
  else {
    const answer = await callPeer(container, peerId, "GET", "/about").catch(unreachable)
    const { highest_sequence: sequence, hash } = (answer.body ?? {}) as Record<string, unknown>
    if (answer.status !== 200 || !Number.isSafeInteger(sequence) || typeof hash !== "string") {
      return throwUnreachable(`The other store answers ${answer.status} without its feed.`)
    }
    await peers.resume(peerId, { accepted: { sequence: sequence as number, hash } })
  }
  startPulling(container, peerId)
}

/** Our books against those of the other store. Throws: NOT_FOUND, PEER_UNREACHABLE (its books are asked for). */
export const readPeerStatement = async (
  container: MedusaContainer,
  peerId: string,
  { refresh }: { refresh: boolean }
): Promise<PeerStatement> => {
  const { peers } = ledgerOf(container)
  if (refresh) await refreshStatement(container, peerId)
  return await peers.readStatement(peerId)
}

const refreshStatement = async (container: MedusaContainer, peerId: string): Promise<void> => {
  const { peers } = ledgerOf(container)
  const answer = await callPeer(container, peerId, "GET", "/statement").catch(unreachable)
  if (answer.status !== 200 || !isBooks(answer.body)) {
    return throwUnreachable(`The other store answers ${answer.status} without a statement.`)
  }
  await peers.keepBooks(peerId, answer.body)
}

/** A side that was told no books for more than a day asks for them. */
export const refreshStatements = async (container: MedusaContainer): Promise<void> => {
  const stale = await ledgerOf(container).peers.listStale()
  await Promise.allSettled(stale.map((id) => refreshStatement(container, id)))
}

const unreachable = (error: unknown): never => {
  if (!(error instanceof PeerUnreachable)) throw error
  return throwUnreachable(error.message)
}

const throwUnreachable = (message: string): never =>
  toMedusaError(new ConsignmentError("PEER_UNREACHABLE", message))
