import { MedusaError } from "@medusajs/framework/utils"
import { tellHire } from "./hires"
import type { Context } from "@medusajs/framework/types"
import { sqlOf, type Sql } from "../database/sql"
import type { Message, MessageToSend } from "../domain/peers"
import type { PeerPorts } from "../ledger/posting/post"
import { toMedusaError } from "../to-medusa-error"
import type { Attempt, Received, ReceivingHost } from "./applying"
import { clearFeeds } from "./clearing"
import * as connection from "./connection"
import { acknowledge, readFeed, tell } from "./feed"
import {
  guardAddresses,
  guardOrderAddress,
  guardPaper,
  guardRequest,
  type LedRequest,
} from "./guards"
import * as lists from "./lists"
import * as manage from "./manage"
import * as pairing from "./pairing"
import * as receiving from "./receive"
import * as statement from "./statement"
import { readPeers, requirePeer, type PeerAnswer, type PeerRow } from "./rows"
import { tellPosted } from "./telling"
import {
  forgetExpiredTokens,
  isPublicKey,
  publicPartOf,
  signRequest,
  verifyRequest,
  type RequestToSign,
} from "./tokens"

export type { Attempt, Received, ReceivingHost } from "./applying"
export type { PairAnswer, PairRequest, JoinPeer } from "./pairing"
export type { Cursor, QuietAnswer } from "./connection"
export type { PeerAnswer, PeerRow } from "./rows"
export type { LedRequest } from "./guards"
export type { PeerStatement } from "./statement"

/** The plugin's option `peers`. */
export interface PeersOptions {
  /** Our address as other stores reach it; sent when stores are paired. */
  publicUrl?: string
  /** Other stores may be reached over http. */
  allowHttp?: boolean
  /** Other stores may have private addresses. */
  allowPrivate?: boolean
}

interface Transactions {
  inOneTransaction: <T>(work: (context: Context) => Promise<T>) => Promise<T>
  withoutTransaction: <T>(work: (context: Context) => Promise<T>) => Promise<T>
}

/** Hooks of a posting for connected stores. */
export const peerPorts: PeerPorts = { guard: guardPaper, tell: tellPosted, tellHire }

/** Connections with the stores of other companies, their feeds of messages and what is received. */
export class Peers {
  constructor(
    private readonly service: Transactions,
    readonly options: PeersOptions
  ) {}

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, NO_AGREEMENT, CONSIGNED_STOCK_PRESENT. */
  async invite(command: pairing.InvitePeer) {
    return await this.within(async (sql) => {
      const { peer_id: id, ...code } = await pairing.invitePeer(sql, command)
      return { peer: await readPeer(sql, id), ...code }
    })
  }

  async acceptPairing(request: pairing.PairRequest, own: { url: string }) {
    return await this.within((sql) => pairing.acceptPairing(sql, request, own))
  }

  /** Throws: INVALID_DATA, NOT_CONSIGNMENT_WAREHOUSE, NO_AGREEMENT, CONSIGNED_STOCK_PRESENT. */
  async prepareJoining(command: pairing.JoinPeer, own: { url: string }) {
    return await this.within((sql) => pairing.prepareJoining(sql, command, own))
  }

  /** Throws: NO_AGREEMENT. */
  async completeJoining(peerId: string, answer: pairing.PairAnswer) {
    return await this.within((sql) => pairing.completeJoining(sql, peerId, answer))
  }

  async giveUpJoining(peerId: string) {
    await this.within((sql) => pairing.giveUpJoining(sql, peerId))
  }

  /** Throws: NOT_FOUND. */
  async retrieve(id: string): Promise<PeerAnswer> {
    return await this.within((sql) => readPeer(sql, id))
  }

  async list(filters: lists.PeerFilters, page: lists.Page) {
    return await this.within((sql) => lists.listPeers(sql, filters, page))
  }

  async listMessages(peerId: string, filters: lists.MessageFilters, page: lists.Page) {
    return await this.within((sql) => lists.listMessages(sql, peerId, filters, page))
  }

  async listExceptions(peerId: string, filters: lists.ExceptionFilters, page: lists.Page) {
    return await this.within((sql) => lists.listExceptions(sql, peerId, filters, page))
  }

  /** Throws: NOT_FOUND. */
  async retrieveException(peerId: string, id: string) {
    return await this.within((sql) => lists.readException(sql, peerId, id))
  }

  /** Throws: NOT_FOUND, INVALID_DATA. */
  async update(command: manage.UpdatePeer) {
    await this.within((sql) => manage.updatePeer(sql, command))
  }

  /** Ends a connection, at our wish or at that of the other store. */
  async disconnect(peerId: string) {
    await this.within((sql) => connection.disconnect(sql, peerId))
  }

  /** Throws: NOT_FOUND, INVALID_DATA. */
  async prepareNextKey(peerId: string) {
    return await this.within((sql) => manage.prepareNextKey(sql, peerId))
  }

  async useNextKey(peerId: string) {
    await this.within((sql) => manage.useNextKey(sql, peerId))
  }

  /** False if it is no key. */
  async announceTheirKey(peerId: string, key: unknown): Promise<boolean> {
    if (!isPublicKey(key)) return false
    await this.within((sql) => connection.announceTheirKey(sql, peerId, publicPartOf(key)))
    return true
  }

  /** Throws: NOT_FOUND, INVALID_DATA. */
  async resume(peerId: string, how: Parameters<typeof manage.resumePeer>[2]) {
    await this.within((sql) => manage.resumePeer(sql, peerId, how))
  }

  /** Throws: NOT_FOUND, INVALID_DATA, CONSIGNED_STOCK_PRESENT. */
  async addWarehouse(command: manage.PeerWarehouse) {
    await this.within((sql) => manage.addPeerWarehouse(sql, command))
  }

  /** Our books, for the other store. Throws: NOT_FOUND. */
  async readBooks(peerId: string) {
    return await this.within(async (sql) => {
      await sql("set transaction isolation level repeatable read, read only")
      return await statement.readBooks(sql, peerId)
    })
  }

  async keepBooks(peerId: string, books: statement.Books) {
    await this.within((sql) => statement.keepBooks(sql, peerId, books))
  }

  /** Throws: NOT_FOUND. */
  async readStatement(peerId: string) {
    return await this.within(async (sql) => {
      await sql("set transaction isolation level repeatable read, read only")
      return await statement.readStatement(sql, peerId)
    })
  }

  /** Tells the other store our books if a day has passed since. */
  async tellStatement(peerId: string) {
    await this.within((sql) => statement.tellStatement(sql, peerId))
  }

  /** Forgets messages that were applied long ago. */
  async clearFeeds() {
    await this.within(clearFeeds)
  }

  /** Connections that were told no statement for more than a day. */
  async listStale() {
    return await this.within((sql) => connection.listStale(sql))
  }

  /** Tells the other stores of our address if it has changed. */
  async tellUrl() {
    const { publicUrl } = this.options
    if (publicUrl) await this.within((sql) => connection.tellUrl(sql, publicUrl))
  }

  /** Where reading goes on, of the connections that are to be read now. */
  async dueCursors() {
    return await this.alone((sql) => connection.readDueCursors(sql))
  }

  /** Connections with messages that the other store has not read. */
  async listUnread(filter: { isDue: boolean }) {
    return await this.alone((sql) => connection.listUnread(sql, filter))
  }

  /** Address and token of a request to the other store; null unless the connection can be used. Throws: NOT_FOUND. */
  async sign(peerId: string, request: RequestToSign) {
    return await this.within(async (sql) => {
      const peer = await requirePeer(sql, peerId)
      return { peer, token: await signRequest(peer, request) }
    })
  }

  /** As `sign`, of a connection whose row has just been read. */
  async signBy(peer: PeerRow, request: RequestToSign) {
    return { peer, token: await signRequest(peer, request) }
  }

  /** The connection of a request that is signed by its key; the first one ends the pairing. */
  async authenticate(token: string, request: { method: string; path: string; body: Buffer }) {
    const verified = await this.alone((sql) => verifyRequest(sql, token, request))
    if (!verified) return null
    const { peer, isByNextKey } = verified
    if (!isByNextKey && peer.status !== "invited") return peer
    return await this.within(async (sql) => {
      if (isByNextKey) await connection.promoteTheirKey(sql, peer.id)
      await pairing.confirmPairing(sql, peer.id)
      return await requirePeer(sql, peer.id)
    })
  }

  async introduce(peerId: string) {
    return await this.within((sql) => connection.describeConnection(sql, peerId))
  }

  /** A page of our messages; they count as applied up to the cursor. */
  async read(peerId: string, page: { after: number; limit: number; hash?: string }) {
    const { acknowledged, ...answer } = await this.alone((sql) => readFeed(sql, peerId, page))
    const problem = connection.findProblem(answer, page)
    if (problem) await this.within((sql) => receiving.needAttention(sql, peerId, problem))
    else if (acknowledged !== page.after) {
      await this.within((sql) => acknowledge(sql, peerId, page.after))
    }
    return { ...answer, messages: problem ? [] : answer.messages, problem }
  }

  /** The row of a connection. Throws: NOT_FOUND. */
  async find(peerId: string) {
    return await this.within(async (sql) => ({ peer: await requirePeer(sql, peerId) }))
  }

  /** Where reading goes on. Throws: NOT_FOUND. */
  async cursor(peerId: string) {
    return await this.alone((sql) => connection.readCursor(sql, peerId))
  }

  async adoptEpoch(peerId: string, epoch: string) {
    await this.within((sql) => connection.adoptEpoch(sql, peerId, epoch))
  }

  async noteContact(peerId: string, contact: connection.Contact) {
    await this.alone((sql) => connection.noteContact(sql, peerId, contact))
  }

  /** Notes answers without messages. */
  async noteQuiet(answers: connection.QuietAnswer[]) {
    await this.alone((sql) => connection.noteQuiet(sql, answers))
  }

  async needAttention(peerId: string, problem: receiving.Attention) {
    await this.within((sql) => receiving.needAttention(sql, peerId, problem))
  }

  async itemsOf(peerId: string, message: Message) {
    return await this.within((sql) => receiving.itemsOf(sql, peerId, message))
  }

  async receive(
    peerId: string,
    message: Message,
    attempt: Attempt,
    host: ReceivingHost
  ): Promise<Received> {
    return await this.within((sql, context) =>
      receiving.receive({ sql, context, host }, peerId, message, attempt)
    )
  }

  async receiveNewArticles(peerId: string, messages: Message[], host: ReceivingHost) {
    return await this.within((sql, context) =>
      receiving.receiveNewArticles({ sql, context, host }, peerId, messages)
    )
  }

  async receiveWaiting(
    peerId: string,
    sequence: number,
    attempt: Attempt,
    host: ReceivingHost
  ): Promise<Received> {
    return await this.within((sql, context) =>
      receiving.receiveWaiting({ sql, context, host }, peerId, sequence, attempt)
    )
  }

  /** The oldest waiting message that nothing blocks any more. */
  async findReleased(peerId: string) {
    return await this.within((sql) => receiving.findReleased(sql, peerId))
  }

  /** Open exceptions by broken links that stand again, the oldest first. */
  async listRestored(peerId: string): Promise<string[]> {
    return await this.within((sql) => receiving.listRestored(sql, peerId))
  }

  /** The message of an open exception. Throws: NOT_FOUND, INVALID_DATA (it is closed, or the choice is none of its). */
  async findExceptionMessage(peerId: string, exceptionId: string, attempt: Attempt) {
    return await this.within((sql) =>
      receiving.findExceptionMessage(sql, peerId, exceptionId, attempt)
    )
  }

  /** Throws: NOT_FOUND, INVALID_DATA (it is closed). */
  async retry(
    peerId: string,
    exceptionId: string,
    retry: { attempt: Attempt; resolvedBy: string },
    host: ReceivingHost
  ): Promise<Received> {
    return await this.within((sql, context) =>
      receiving.retryException({ sql, context, host }, peerId, exceptionId, retry)
    )
  }

  /** Throws: NOT_FOUND, INVALID_DATA (it is closed). */
  async dismiss(
    peerId: string,
    exceptionId: string,
    dismissal: { reason: string; dismissedBy: string }
  ) {
    await this.within((sql) => receiving.dismissException(sql, peerId, exceptionId, dismissal))
  }

  /** Connections to tell of changed articles: those where we own the goods. */
  async listForArticles(filter: connection.ArticleFilter) {
    return await this.within((sql) => connection.listForArticles(sql, filter))
  }

  /** Does work on one connection in a transaction; `tell` writes a message of it. */
  async during<T>(
    work: (sql: Sql, tell: (peerId: string, message: MessageToSend) => Promise<void>) => Promise<T>
  ): Promise<T> {
    return await this.within((sql) => work(sql, (peerId, message) => tell(sql, peerId, message)))
  }

  /** Throws: LED_BY_PEER, DOCUMENT_POSTED. */
  async refuseLed(request: LedRequest) {
    await this.within((sql) => guardRequest(sql, request))
  }

  /** Before the host changes the addresses of stock locations. Throws: DOCUMENT_POSTED. */
  async guardAddresses(stockLocationIds: string[]) {
    await this.within((sql) => guardAddresses(sql, stockLocationIds))
  }

  /** Before the host changes the shipping address of an order. Throws: DOCUMENT_POSTED. */
  async guardOrderAddress(orderId: string) {
    await this.within((sql) => guardOrderAddress(sql, orderId))
  }

  /** Forgets tokens, and attempts to pair, that nobody can use any more. */
  async forgetExpired() {
    await this.within(async (sql) => {
      await forgetExpiredTokens(sql)
      await pairing.forgetAttempts(sql)
    })
  }

  /** Each statement by itself, which is a third of the round trips. */
  private async alone<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return await this.service.withoutTransaction((context) =>
      work(sqlOf(context)).catch(toMedusaError)
    )
  }

  private async within<T>(work: (sql: Sql, context: Context) => Promise<T>): Promise<T> {
    return await this.service.inOneTransaction((context) =>
      work(sqlOf(context), context).catch(toMedusaError)
    )
  }
}

const readPeer = async (sql: Sql, id: string): Promise<PeerAnswer> => {
  await requirePeer(sql, id)
  const [peer] = await readPeers(sql, [id])
  if (!peer)
    throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `The connection ${id} has no feeds.`)
  return peer
}
