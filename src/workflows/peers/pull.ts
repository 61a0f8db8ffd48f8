import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  InventoryLevelWorkflowEvents,
  Modules,
} from "@medusajs/framework/utils"
import type { AttentionReason, ContactError, Message } from "../../modules/consignment/domain/peers"
import { announcementOf } from "../../modules/consignment/ledger/posting/outbox"
import type { Posted } from "../../modules/consignment/ledger/posting/post"
import type {
  Attempt,
  Cursor,
  QuietAnswer,
  Received,
  ReceivingHost,
} from "../../modules/consignment/peers"
import { applyArticle } from "../host/articles/apply-article"
import { applyNewArticles as applyNewArticlesOf } from "../host/articles/apply-new-articles"
import { hostLevels } from "../host/inventory/levels"
import { withItemLocks } from "../host/inventory/locks"
import { ledgerOf } from "../posting/post-document"
import { toTemporaryRefusal } from "../host/steps/temporary-failures"
import { callPeer } from "./call-peer"
import { PeerUnreachable } from "./transport"
import { setTimeout as wait } from "node:timers/promises"

export interface Pulled {
  applied: number
  exceptions: number
}

const PAGE = 100

/** Pulls of one connection follow each other within a process; the cursor's lock keeps those of several apart. */
const pulling = new Map<string, Promise<unknown>>()
const queued = new Set<string>()

/** A pull of many connections: what it has read of one, and how it notes an answer without messages. */
interface Round {
  cursor: Cursor
  noteQuiet: (answer: QuietAnswer) => Promise<void>
}

/** Reads and applies what the other store has written since; waits for a pull that is under way. */
export const pullPeer = async (
  container: MedusaContainer,
  peerId: string,
  round?: Round
): Promise<Pulled> => {
  const before = pulling.get(peerId)
  // A pull that is under way moves the cursor.
  const run = before
    ? before.catch(() => null).then(() => pullNow(container, peerId))
    : pullNow(container, peerId, round)
  pulling.set(peerId, run)
  try {
    return await run
  } finally {
    if (pulling.get(peerId) === run) pulling.delete(peerId)
  }
}

/** Pulls in the background, at most once more than what is under way. */
export const startPulling = (container: MedusaContainer, peerId: string): void => {
  if (queued.has(peerId)) return
  queued.add(peerId)
  const before = pulling.get(peerId) ?? Promise.resolve()
  void before
    .catch(() => null)
    .then(() => {
      queued.delete(peerId)
      return pullPeer(container, peerId)
    })
    .catch((error: unknown) => loggerOf(container).warn(`consignment: pull: ${textOf(error)}`))
}

/** The connections whose turn it is; one that cannot be reached is tried less and less often. */
export const pullDuePeers = async (container: MedusaContainer): Promise<void> => {
  const { peers } = ledgerOf(container)
  const noteQuiet = notingTogether((answers) => peers.noteQuiet(answers))
  const cursors = await peers.dueCursors()
  const pulls = cursors.map((cursor) => pullPeer(container, cursor.peer.id, { cursor, noteQuiet }))
  for (const pull of await Promise.allSettled(pulls)) {
    if (pull.status === "rejected") {
      loggerOf(container).warn(`consignment: pull: ${textOf(pull.reason)}`)
    }
  }
}

const NOTE_MILLISECONDS = 100

/** Answers that come in one moment are noted with one statement. */
const notingTogether = (
  note: (answers: QuietAnswer[]) => Promise<void>
): ((answer: QuietAnswer) => Promise<void>) => {
  let answers: QuietAnswer[] = []
  let noting: Promise<void> | null = null
  const noteAll = async () => {
    await wait(NOTE_MILLISECONDS)
    const together = answers
    answers = []
    noting = null
    await note(together)
  }
  return async (answer) => {
    answers.push(answer)
    await (noting ??= noteAll())
  }
}

/** Asks the other stores to pull what they have not read yet. A hint that gets lost is made up for by their job. */
export const hintPeers = async (
  container: MedusaContainer,
  { isDue = false } = {}
): Promise<void> => {
  const { peers } = ledgerOf(container)
  const unread = await peers.listUnread({ isDue })
  const hints = unread.map((id) => callPeer(container, id, "POST", "/hint"))
  await Promise.allSettled(hints)
}

const HINT_MILLISECONDS = 100
let isHintPlanned = false

/** Of many documents that are posted one after the other, a connected store gets one hint. */
export const hintPeersSoon = (container: MedusaContainer): void => {
  if (isHintPlanned) return
  isHintPlanned = true
  setTimeout(() => {
    isHintPlanned = false
    void hintPeers(container).catch(() => null)
  }, HINT_MILLISECONDS).unref()
}

const pullNow = async (
  container: MedusaContainer,
  peerId: string,
  round?: Round
): Promise<Pulled> => {
  const { peers } = ledgerOf(container)
  const pulled: Pulled = { applied: 0, exceptions: 0 }
  const noteQuiet = round?.noteQuiet ?? ((answer: QuietAnswer) => peers.noteQuiet([answer]))
  let cursor = round?.cursor ?? (await peers.cursor(peerId))
  for (let isOver = false; !isOver;) {
    if (cursor.peer.status !== "connected") return pulled
    const page = await readPage(container, cursor, noteQuiet)
    if (!page || page.messages.length === 0) break
    isOver = await applyAll(container, peerId, page.messages, pulled)
    cursor = await peers.cursor(peerId)
  }
  if (cursor.isStatementDue) await peers.tellStatement(peerId)
  if (cursor.hasBroken) await retryRestored(container, peerId)
  if (cursor.hasWaiting) await applyReleased(container, peerId, pulled)
  if (pulled.applied + pulled.exceptions > 0) void hintPeers(container).catch(() => null)
  return pulled
}

/** True if the rest has to wait for the next pull. */
const applyAll = async (
  container: MedusaContainer,
  peerId: string,
  messages: Message[],
  pulled: Pulled
): Promise<boolean> => {
  for (let done = 0; done < messages.length;) {
    const articles = leadingArticles(messages.slice(done))
    const taken = await applyNewArticles(container, peerId, articles)
    if (taken !== "refused") pulled.applied += taken
    // The first article that is here already is looked at alone; if the host refuses one of many, each of them is.
    const oneByOne = taken === "refused" ? articles.length : taken === 0 ? 1 : 0
    for (const message of messages.slice(done, done + oneByOne)) {
      const { outcome } = await applyMessage(container, peerId, message)
      if (outcome === "applied") pulled.applied += 1
      if (outcome === "exception") pulled.exceptions += 1
      if (outcome === "stopped" || outcome === "skipped") return true
    }
    done += taken === "refused" ? oneByOne : taken + oneByOne
  }
  return false
}

const leadingArticles = (messages: Message[]): Message[] => {
  const other = messages.findIndex(({ type }) => type !== "article.described")
  return other === -1 ? messages : messages.slice(0, other)
}

/** Makes new articles at once; answers how many from the first one on. */
const applyNewArticles = async (
  container: MedusaContainer,
  peerId: string,
  messages: Message[]
): Promise<number | "refused"> => {
  if (messages.length < 2) return 0
  const received = await ledgerOf(container)
    .peers.receiveNewArticles(peerId, messages, receivingHost(container))
    .catch((error: unknown) => {
      if (isTemporaryFailure(error)) throw error
      return null
    })
  if (!received) return "refused"
  for (const emit of received.afterCommit) await emit(container)
  return received.taken
}

interface Page {
  epoch: string
  highest_sequence: number
  hash?: string | null
  messages: Message[]
}

/** Null if there is nothing that can be applied now; why stands in the connection's `last_error`. */
const readPage = async (
  container: MedusaContainer,
  cursor: Cursor,
  noteQuiet: Round["noteQuiet"]
): Promise<Page | null> => {
  const { peers } = ledgerOf(container)
  const { id: peerId } = cursor.peer
  const query = new URLSearchParams({
    after: String(cursor.sequence),
    limit: String(PAGE),
    hash: cursor.hash,
  })
  const failed = async (reason: ContactError, error: string): Promise<null> => {
    const isUnreachable = reason !== "paused" && reason !== "needs_attention"
    await peers.noteContact(peerId, { ok: false, error, reason, isUnreachable })
    return null
  }
  const answer = await callPeer(
    container,
    cursor.peer,
    "GET",
    `/messages?${query.toString()}`
  ).catch(async (error: unknown) => {
    if (!(error instanceof PeerUnreachable)) throw error
    return await failed("unreachable", error.message)
  })
  if (!answer) return null
  if (answer.status === 401) {
    return await failed("unauthorized", "The other store does not accept our key.")
  }
  if (answer.status === 410) return null
  if (answer.status === 409) return await failed(...reasonOf(answer.body))
  const page = answer.body as Page
  if (answer.status !== 200 || !isPage(page)) {
    const error = `The other store answers ${answer.status} without messages.`
    return await failed("unexpected_answer", error)
  }
  const problem = findProblem(page, cursor)
  if (problem) {
    await peers.needAttention(peerId, { feed: "received", ...problem })
    return null
  }
  if (cursor.epoch === null) await peers.adoptEpoch(peerId, page.epoch)
  const theirSequence = page.highest_sequence
  if (page.messages.length === 0) await noteQuiet({ peerId, theirSequence })
  else await peers.noteContact(peerId, { ok: true, theirSequence })
  return page
}

const reasonOf = (body: unknown): [ContactError, string] =>
  (body as { code?: unknown } | null)?.code === "needs_attention"
    ? ["needs_attention", "The other store's connection needs attention."]
    : ["paused", "The other store has paused the connection."]

const isPage = (page: Page | null): page is Page =>
  Array.isArray(page?.messages) &&
  typeof page.epoch === "string" &&
  Number.isSafeInteger(page.highest_sequence) &&
  page.messages.every(isMessage)

const isMessage = (message: Message | null): message is Message =>
  Number.isSafeInteger(message?.sequence) &&
  typeof message?.hash === "string" &&
  typeof message.type === "string" &&
  isInstant(message.created_at) &&
  Array.isArray(message.about) &&
  message.about.every((key) => typeof key === "string") &&
  typeof message.body === "object" &&
  message.body !== null &&
  !Array.isArray(message.body)

const isInstant = (value: unknown): boolean =>
  typeof value === "string" && /^[1-9]\d{3}-\d\d-\d\dT/.test(value) && !isNaN(Date.parse(value))

const findProblem = (
  page: Page,
  cursor: Cursor
): { reason: AttentionReason; message: string } | null => {
  if (cursor.epoch !== null && page.epoch !== cursor.epoch) {
    return {
      reason: "new_epoch",
      message: "The other store has begun a new feed: it has been set up again or restored.",
    }
  }
  if (page.highest_sequence < cursor.sequence) {
    return {
      reason: "behind",
      message: `The other store's last message is ${page.highest_sequence}, ${cursor.sequence} have been applied here: it seems to have been restored from a backup.`,
    }
  }
  if (typeof page.hash === "string" && page.hash !== cursor.hash) {
    return {
      reason: "other_message",
      message: `Message ${cursor.sequence} of the other store is another than was applied here: a store has been restored from a backup.`,
    }
  }
  const next = cursor.sequence + 1
  const [first] = page.messages
  const isMissing = first ? first.sequence !== next : page.highest_sequence >= next
  if (!isMissing) return null
  return {
    reason: "missing",
    message: `Message ${next} of the other store is missing: it keeps messages for 90 days, or was restored from a backup.`,
  }
}

/** Applies one message under the host's locks of its items. */
const applyMessage = async (
  container: MedusaContainer,
  peerId: string,
  message: Message
): Promise<Received> =>
  await applying(container, peerId, message, {}, (attempt, host) =>
    ledgerOf(container).peers.receive(peerId, message, attempt, host)
  )

/** Applies what waited, as long as something does that nothing blocks any more. */
export const applyReleased = async (
  container: MedusaContainer,
  peerId: string,
  pulled: Pulled
): Promise<void> => {
  const { peers } = ledgerOf(container)
  for (;;) {
    const message = await peers.findReleased(peerId)
    if (!message) return
    const { outcome } = await applying(container, peerId, message, {}, (attempt, host) =>
      peers.receiveWaiting(peerId, message.sequence, attempt, host)
    )
    if (outcome === "applied") pulled.applied += 1
    else if (outcome === "exception") pulled.exceptions += 1
    else return
  }
}

/** Tries the message of an exception again. Throws: NOT_FOUND, INVALID_DATA. */
export const retryException = async (
  container: MedusaContainer,
  command: { peer_id: string; exception_id: string; resolved_by: string; link?: boolean }
): Promise<void> => {
  const { peers } = ledgerOf(container)
  const { peer_id: peerId, exception_id: id } = command
  const first: Attempt = command.link ? { choice: "link" } : {}
  const message = await peers.findExceptionMessage(peerId, id, first)
  await applying(container, peerId, message, first, (attempt, host) =>
    peers.retry(peerId, id, { attempt, resolvedBy: command.resolved_by }, host)
  )
  await applyReleased(container, peerId, { applied: 0, exceptions: 0 })
  void hintPeers(container).catch(() => null)
}

/** Tries again what failed by a link that stands again. */
export const retryRestored = async (container: MedusaContainer, peerId: string): Promise<void> => {
  for (const id of await ledgerOf(container).peers.listRestored(peerId)) {
    const resolved = { peer_id: peerId, exception_id: id, resolved_by: "link.restored" }
    await retryException(container, resolved)
  }
}

/** Closes an exception without applying its message. Throws: NOT_FOUND, INVALID_DATA. */
export const dismissException = async (
  container: MedusaContainer,
  command: { peer_id: string; exception_id: string; dismissed_by: string; reason: string }
): Promise<void> => {
  const { peers } = ledgerOf(container)
  await peers.dismiss(command.peer_id, command.exception_id, {
    reason: command.reason,
    dismissedBy: command.dismissed_by,
  })
  await applyReleased(container, command.peer_id, { applied: 0, exceptions: 0 })
  void hintPeers(container).catch(() => null)
}

const applying = async (
  container: MedusaContainer,
  peerId: string,
  message: Message,
  first: Attempt,
  apply: (attempt: Attempt, host: ReceivingHost) => Promise<Received>
): Promise<Received> => {
  const { peers } = ledgerOf(container)
  const host = receivingHost(container)
  const itemIds = await peers.itemsOf(peerId, message)
  const received = await withItemLocks(container, itemIds, () => apply(first, host)).catch(
    async (error: unknown) => {
      if (isTemporaryFailure(error)) throw error
      loggerOf(container).error(`consignment: ${message.type}: ${textOf(error)}`)
      return await apply({ failure: { code: "INVALID_DATA", message: textOf(error) } }, host)
    }
  )
  for (const posted of received.posted) {
    for (const part of posted.parts ?? [posted]) await announce(container, part)
  }
  for (const emit of received.afterCommit) await emit(container)
  return received
}

const receivingHost = (container: MedusaContainer): ReceivingHost => ({
  levels: hostLevels,
  applyArticle: (context, peer, article, options) =>
    applyArticle(container, context, peer, article, options),
  applyNewArticles: (context, peer, articles) =>
    applyNewArticlesOf(container, context, peer, articles),
})

const isTemporaryFailure = (error: unknown): boolean => {
  if (typeof error !== "object" || error === null) return false
  const { code } = error as { code?: string }
  return code === "LOCK_TIMEOUT" || code === "UNAVAILABLE" || toTemporaryRefusal(error) !== null
}

/** The events of a document that follows a message, as if it had been posted here. */
const announce = async (
  container: MedusaContainer,
  { is_new: isNew, written, level_ids: levelIds }: Posted
): Promise<void> => {
  if (!isNew || !written) return
  await container
    .resolve(Modules.EVENT_BUS)
    .emit([
      announcementOf(written.head),
      ...levelIds.map((id) => ({ name: InventoryLevelWorkflowEvents.UPDATED, data: { id } })),
    ])
}

const loggerOf = (container: MedusaContainer): Logger =>
  container.resolve(ContainerRegistrationKeys.LOGGER)

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
