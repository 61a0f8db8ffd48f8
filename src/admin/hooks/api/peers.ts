import type {
  CreatePeerBody,
  DismissPeerExceptionBody,
  JoinPeerBody,
  Peer,
  PeerExceptionAnswer,
  PeerMessage,
  PeerStatementAnswer,
  PeerWarehouseBody,
  ResumePeerBody,
  UpdatePeerBody,
} from "../../../http-contract/peer"
import { useQueries } from "@tanstack/react-query"
import type { PeerLink } from "../../../http-contract/item-card"
import { queryKey } from "../../lib/query-keys"
import type { Refusal } from "../../lib/refusal"
import { request } from "../../lib/request"
import type { Parameters } from "../../lib/to-search"
import { useReading, useReadingOne, type Listed, type ReadingOptions } from "./use-reading"
import { useWriting, type WritingOptions } from "./use-writing"

type One = { peer: Peer }
type PeerList = Listed<"peers", Peer>
type ExceptionList = Listed<"exceptions", PeerExceptionAnswer>

export interface Invitation extends One {
  /** Shown once. */
  pairing_code: string
  expires_at: string
}

export const usePeers = (query?: Parameters, options?: ReadingOptions<PeerList>) =>
  useReading<PeerList>("peers", query, options)

export const usePeer = (id?: string) => useReadingOne<One>("peers", id)

export const usePeerExceptions = (id: string, query?: Parameters) =>
  useReading<ExceptionList>(`peers/${id}/exceptions`, query)

export const usePeerMessages = (id: string, query?: Parameters) =>
  useReading<Listed<"messages", PeerMessage>>(`peers/${id}/messages`, query)

const MOST_LINKS = 1_000

/** The articles of several connections, with the fields to complete. */
export const usePeerLinks = (peerIds: string[]) =>
  useQueries({
    queries: peerIds.map((id) => ({
      queryKey: queryKey(`peers/${id}/links`, { limit: MOST_LINKS }),
      queryFn: () =>
        request<{ links: PeerLink[] }>(`peers/${id}/links`, { query: { limit: MOST_LINKS } }),
    })),
    combine: (results) => ({
      isRead: results.every(({ data }) => data),
      error: (results.find(({ error }) => error)?.error ?? null) as Refusal | null,
      linksOf: (id: string) => results[peerIds.indexOf(id)]?.data?.links ?? [],
    }),
  })

/** Both books; they are compared anew when the other store has told its own. */
export const usePeerStatement = (id: string) =>
  useReading<{ statement: PeerStatementAnswer }>(`peers/${id}/statement`)

/** Asks the other store for its books. */
export const useRefreshStatement = (id: string, options?: WritingOptions<unknown, void>) =>
  useWriting<unknown>(
    () => request(`peers/${id}/statement`, { query: { refresh: "true" } }),
    options
  )

export const useInvitePeer = () =>
  useWriting((body: CreatePeerBody) => request<Invitation>("peers", { method: "POST", body }))

export const useJoinPeer = () =>
  useWriting((body: JoinPeerBody) => request<One>("peers/join", { method: "POST", body }))

export type PeerCommand =
  | { verb: "pull" | "rotate-key" | "disconnect" }
  | { verb: "update"; body: UpdatePeerBody }
  | { verb: "resume"; body: ResumePeerBody }
  | { verb: "warehouses"; body: PeerWarehouseBody }

/** Actions on a connection. */
export const useCommandPeer = (id: string, options?: WritingOptions<One, PeerCommand>) =>
  useWriting((command: PeerCommand) => {
    const body = "body" in command ? command.body : {}
    switch (command.verb) {
      case "update":
        return request<One>(`peers/${id}`, { method: "POST", body })
      case "disconnect":
        return request<One>(`peers/${id}`, { method: "DELETE" })
      default:
        return request<One>(`peers/${id}/${command.verb}`, { method: "POST", body })
    }
  }, options)

export type ExceptionCommand =
  | { verb: "retry" | "link"; exceptionId: string }
  | { verb: "dismiss"; exceptionId: string; body: DismissPeerExceptionBody }

export const useCommandException = (
  id: string,
  options?: WritingOptions<{ exception: PeerExceptionAnswer }, ExceptionCommand>
) =>
  useWriting((command: ExceptionCommand) => {
    const path = `peers/${id}/exceptions/${command.exceptionId}/${command.verb}`
    const body = "body" in command ? command.body : {}
    return request<{ exception: PeerExceptionAnswer }>(path, { method: "POST", body })
  }, options)
