import type { ErrorCode } from "./errors"

/** We own the goods ("consignor") or hold them ("consignee"). */
export const peerRoles = ["consignor", "consignee"] as const
export type PeerRole = (typeof peerRoles)[number]

export const peerStatuses = [
  "invited",
  "connected",
  "paused",
  "needs_attention",
  "disconnected",
] as const
export type PeerStatus = (typeof peerStatuses)[number]

/** Guards hold from the first signed request to the end of the connection. */
export const liveStatuses: readonly PeerStatus[] = ["connected", "paused", "needs_attention"]

export type Feed = "sent" | "received"

export const messageStates = ["pending", "applied", "exception", "waiting", "dismissed"] as const
export type MessageState = (typeof messageStates)[number]

export const exceptionStatuses = ["open", "resolved", "dismissed"] as const
export type ExceptionStatus = (typeof exceptionStatuses)[number]

/** Why the last request to the other store had no use. */
export const contactErrors = [
  "unreachable",
  "unauthorized",
  "paused",
  "needs_attention",
  "unexpected_answer",
] as const
export type ContactError = (typeof contactErrors)[number]

/** Why a connection stops: a feed does not go on from where its reader stands. */
export const attentionReasons = [
  "new_epoch",
  "behind",
  "other_message",
  "missing",
  "broken_chain",
  "reader_ahead",
  "reader_differs",
] as const
export type AttentionReason = (typeof attentionReasons)[number]

/** Codes that only exceptions of a connection and failed delivery lines have. */
export const peerCodes = [
  "ARTICLE_EXISTS",
  "LINK_BROKEN",
  "UPDATE_NEEDED",
  "ALREADY_MOVED",
  "SETTLEMENT_DIFFERS",
  "WAITS",
  "ARTICLE_SKIPPED",
] as const
export type PeerCode = ErrorCode | (typeof peerCodes)[number]

/** The remedy of a line of the statement that differs: the holder counts, or the owner takes back, delivers or revalues. */
export const statementRemedies = [
  "undo_count_or_delivery",
  "undo_count_or_take_back",
  "revaluation",
] as const
export type StatementRemedy = (typeof statementRemedies)[number]

/** Why a line of a document is not in the other store's books. */
export interface PeerError {
  code: PeerCode
  message: string
}

/** A message that cannot be applied, with a code that refusals of requests do not have. */
export class PeerException extends Error {
  constructor(
    readonly code: (typeof peerCodes)[number],
    message: string,
    readonly details?: Record<string, unknown>
  ) {
    super(message)
    this.name = "PeerException"
  }
}

/** Subjects of a message: it waits while any of these is blocked. */
export const aboutArticle = (linkId: string): string => `article:${linkId}`
export const aboutDelivery = (deliveryId: string): string => `delivery:${deliveryId}`
export const aboutAccount = (currencyCode: string): string => `account:${currencyCode}`

/** A message before it has its place in a feed. */
export interface MessageToSend {
  type: string
  about: string[]
  body: Record<string, unknown>
  /** Our document that it tells of. */
  documentId?: string
}

/** A message as it travels. */
export interface Message {
  sequence: number
  hash: string
  type: string
  about: string[]
  body: Record<string, unknown>
  created_at: string
}
