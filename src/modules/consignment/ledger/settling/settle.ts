import { setImmediate as nextTurn } from "node:timers/promises"
import { ConsignmentError } from "../../domain/errors"
import {
  decideCutOff,
  endOfDay,
  isDay,
  timeZoneOfDay,
  type CutOffRequest,
} from "../../domain/period"
import {
  addTotals,
  decideSettlement,
  inputOfItems,
  joinSettlements,
  splitByItem,
  withItemsAnew,
  type MovementTotal,
  type Settlement,
  type SettlementInput,
} from "../../domain/settlement"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { hashOf, refuseOtherRequest, type DocumentSource } from "../posting/document-head"
import type { HostLevels } from "../posting/host-levels"
import { beginPosting } from "../../database/begin-posting"
import { read, readTogether } from "../../database/together"
import { newId } from "../../database/new-id"
import { findDifferences } from "../posting/differences"
import { loadZoned } from "../posting/business-date"
import { requireContractor } from "../posting/references"
import { findAccount, type AccountOfSettlement } from "./settlement-account"
import {
  balancesFingerprint,
  highestSequence,
  loadTotals,
  loadUninvoiced,
  openingsOf,
  openingStockOf,
  totalsSince,
} from "./settlement-input"
import {
  storeSettlement,
  toSettledCosts,
  type Closed,
  type Settled,
  type SettledCost,
} from "./store-settlement"

export interface SettleCommand {
  contractor_id: string
  direction: Direction
  currency_code?: string
  cut_off?: string
  idempotency_key?: string
  created_by?: string | null
}

export interface SettlePorts {
  clock: () => Date
  decimalsOf: (currencyCode: string) => number
}

export interface ClosePorts extends SettlePorts {
  host: HostLevels
  /** Runs in the transaction that closes the settlement, last in it. */
  onClosed?: (sql: Sql, closed: Closed) => Promise<void>
  /** Brings flows of the host that are cut or under way to an end: their orders know of them, or they are undone. */
  endFlows: (keys: string[]) => Promise<void>
  /** Runs work in a transaction of its own. */
  inTransaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
}

/** Previews a settlement; nothing is closed. */
export const previewSettlement = async (
  ports: SettlePorts & { sql: Sql },
  command: SettleCommand
): Promise<Settled> => {
  const { sql } = ports
  const begun = await begin(ports, sql, command, { isLocked: false })
  return await decide(ports, sql, begun, await loadTotals(sql, begun.account, begun.cutOff))
}

export interface ClosedSettlement {
  is_new: boolean
  settlement_id: string
}

/**
 * Closes the period: all unsettled movements of the account up to the cut-off belong to the settlement from then on.
 *
 * The account is locked twice, briefly. The first lock waits for the postings under way and reads the watermark;
 * whatever was posted up to it changes no more, and is summed and decided on without a lock. The second lock adds what
 * was posted meanwhile and writes the settlement. What was issued and no order knows is not sold: it is seen under the
 * second lock, and brought to an end before that is tried again.
 * Throws: INVALID_DATA, PERIOD_CLOSED, NO_AGREEMENT, OPEN_DIFFERENCE, IDEMPOTENCY_MISMATCH.
 */
export const closeSettlement = async (
  ports: ClosePorts,
  command: SettleCommand
): Promise<ClosedSettlement> => {
  const { inTransaction } = ports
  const begun = await inTransaction(async (sql) => {
    const earlier = await findEarlier(sql, command)
    return earlier ?? (await begin(ports, sql, command, { isLocked: true }))
  })
  if (typeof begun === "string") return { is_new: false, settlement_id: begun }
  const prepared = await inTransaction((sql) => prepare(ports, sql, begun))
  for (;;) {
    const closed = await inTransaction((sql) => finish(ports, sql, command, prepared))
    // Another settlement of the account was closed or cancelled meanwhile.
    if (!closed) return await closeSettlement(ports, command)
    if (!("unfinished" in closed)) return closed
    await ports.endFlows(closed.unfinished)
  }
}

interface Begun {
  account: AccountOfSettlement
  cutOff: Date
  watermark: string
}

type Prepared = Begun & { settled: Settled; balances: string }

const begin = async (
  { clock }: SettlePorts,
  sql: Sql,
  command: SettleCommand,
  lock: { isLocked: boolean }
): Promise<Begun> => {
  await requireContractor(sql, command.contractor_id)
  const account = await findAccount(sql, command, lock)
  const cutOff = decideCutOff(
    toCutOffRequest(command.cut_off),
    await findTimeZone(sql, account, command.cut_off),
    account.lastCutOff,
    clock()
  )
  return { account, cutOff, watermark: await read(sql, highestSequence) }
}

/** Everything is read as of one instant, so that the fingerprint is that of the balances the decision was made from. */
const prepare = async (ports: ClosePorts, sql: Sql, begun: Begun): Promise<Prepared> => {
  await sql("set transaction isolation level repeatable read, read only")
  // Room to sum in memory what would be sorted on disk.
  await sql("set local work_mem = '64MB'")
  // One core sums; the others stay with those who sell meanwhile.
  await sql("set local max_parallel_workers_per_gather = 0")
  const { account, cutOff, watermark } = begun
  const totals = await loadTotals(sql, account, cutOff, watermark)
  const settled = await decide(ports, sql, begun, totals)
  return { ...begun, settled, balances: await read(sql, balancesFingerprint(account)) }
}

const decide = async (
  { decimalsOf }: SettlePorts,
  sql: Sql,
  { account, cutOff, watermark }: Begun,
  totals: MovementTotal[],
  itemIds?: ReadonlySet<string>
): Promise<Settled> => {
  const { openings, openingStock } = await readTogether(sql, {
    openings: openingsOf(account),
    openingStock: openingStockOf(account),
  })
  const input: SettlementInput = {
    totals,
    openings,
    openingStock,
    uninvoiced: await loadUninvoiced(sql, account, totals),
    decimals: decimalsOf(account.currencyCode),
  }
  const decided = await decideInParts(itemIds ? inputOfItems(input, itemIds) : input)
  return { account, cutOff, watermark, totals, ...decided }
}

const TOTALS_PER_PART = 250

/** Other requests get their turn between two parts: to decide on thousands of lots at once would hold up all of them. */
const decideInParts = async (
  input: SettlementInput
): Promise<Pick<Settled, "settlement" | "costs">> => {
  const parts: Settlement[] = []
  const costs: SettledCost[] = []
  for (const part of splitByItem(input, TOTALS_PER_PART)) {
    parts.push(decideSettlement(part))
    costs.push(...toSettledCosts(part.totals))
    await nextTurn()
  }
  return { settlement: joinSettlements(parts), costs }
}

/** Null if the account's last settlement is another by now. Nothing is written while flows of the host are unfinished. */
const finish = async (
  ports: ClosePorts,
  sql: Sql,
  command: SettleCommand,
  prepared: Prepared
): Promise<ClosedSettlement | { unfinished: string[] } | null> => {
  const { clock } = ports
  await requireContractor(sql, command.contractor_id)
  // The host changes levels under no lock of ours, and a posting changes level and lot at once: any instant will do.
  await refuseDifferences(ports, sql, prepared.account)
  // From the lock on, everybody who sells these goods waits: what can come before it does.
  await beginPosting(sql)
  const account = await findAccount(sql, command, { isLocked: true })
  const postedMeanwhile = await findEarlier(sql, command)
  if (postedMeanwhile) return { is_new: false, settlement_id: postedMeanwhile }
  if (account.lastSettlementId !== prepared.account.lastSettlementId) return null

  const { contractorId, direction, currencyCode } = account
  const unfinished = await ports.host.unfinishedIssues(
    sql,
    { contractor_id: contractorId, direction, currency_code: currencyCode },
    prepared.cutOff
  )
  if (unfinished.length > 0) return { unfinished }

  const id = newId("conset")
  const closed = await storeSettlement(sql, id, await bringUpToDate(ports, sql, prepared), {
    source: sourceOf(command),
    createdBy: command.created_by ?? null,
    closedAt: clock(),
  })
  await ports.onClosed?.(sql, closed)
  return { is_new: true, settlement_id: id }
}

/** Closes the period in the caller's transaction, which has posted what the settlement is to contain. Throws as a close does. */
export const closeWithin = async (
  ports: SettlePorts & Pick<ClosePorts, "host">,
  sql: Sql,
  command: SettleCommand
): Promise<ClosedSettlement> => {
  const earlier = await findEarlier(sql, command)
  if (earlier) return { is_new: false, settlement_id: earlier }
  const begun = await begin(ports, sql, command, { isLocked: true })
  await refuseDifferences(ports, sql, begun.account)
  const totals = await loadTotals(sql, begun.account, begun.cutOff, begun.watermark)
  const id = newId("conset")
  await beginPosting(sql)
  await storeSettlement(sql, id, await decide(ports, sql, begun, totals), {
    source: sourceOf(command),
    createdBy: command.created_by ?? null,
    closedAt: ports.clock(),
  })
  return { is_new: true, settlement_id: id }
}

/**
 * Decides anew on items that were posted since the settlement was prepared, and on all if something was invoiced: the
 * account is locked meanwhile, and everybody who sells these goods waits.
 */
const bringUpToDate = async (ports: ClosePorts, sql: Sql, prepared: Prepared): Promise<Settled> => {
  const { account, cutOff, settled } = prepared
  const { watermark, since, balances } = await readTogether(sql, {
    watermark: highestSequence,
    since: totalsSince(account, cutOff, prepared.watermark),
    balances: balancesFingerprint(account),
  })
  const begun = { ...prepared, watermark }
  if (balances !== prepared.balances) {
    return await decide(ports, sql, begun, addTotals(settled.totals, since))
  }
  if (since.length === 0) return { ...settled, watermark }
  const moved = new Set(since.map((total) => total.inventoryItemId))
  const [before, others] = partition(settled.totals, (total) => moved.has(total.inventoryItemId))
  const anew = await decide(ports, sql, begun, addTotals(before, since), moved)
  const lotsBefore = new Set(before.map((total) => total.lotId))
  return {
    ...anew,
    settlement: withItemsAnew(settled.settlement, anew.settlement, moved),
    totals: [...others, ...anew.totals],
    costs: [...settled.costs.filter((cost) => !lotsBefore.has(cost.lot_id)), ...anew.costs],
  }
}

const partition = <Value>(values: Value[], test: (value: Value) => boolean): [Value[], Value[]] => [
  values.filter(test),
  values.filter((value) => !test(value)),
]

/** Of the agreement in force on the day of the cut-off, which a later one may have followed. */
const findTimeZone = async (
  sql: Sql,
  account: AccountOfSettlement,
  cutOff: string | undefined
): Promise<string> => {
  if (cutOff === undefined || !isDay(cutOff)) return account.timeZone
  const zoned = await loadZoned(sql, account)
  return timeZoneOfDay(zoned, (timeZone) => endOfDay(cutOff, timeZone)) ?? account.timeZone
}

const toCutOffRequest = (cutOff: string | undefined): CutOffRequest => {
  if (cutOff === undefined) return null
  return isDay(cutOff) ? { date: cutOff } : { instant: new Date(cutOff) }
}

const refuseDifferences = async (
  { host }: Pick<ClosePorts, "host">,
  sql: Sql,
  account: AccountOfSettlement
): Promise<void> => {
  const differences = await findDifferences(sql, host, account)
  if (differences.length > 0) {
    throw new ConsignmentError(
      "OPEN_DIFFERENCE",
      "Levels and lots of the contractor's goods disagree; a stock count explains the difference.",
      { differences }
    )
  }
}

const findEarlier = async (sql: Sql, command: SettleCommand): Promise<string | null> => {
  const { key, requestHash } = sourceOf(command)
  if (key === null) return null
  const [row] = await sql<{ id: string; request_hash: string | null }>(
    `select id, request_hash from consignment_settlement where source_key = ?`,
    [key]
  )
  if (!row) return null
  refuseOtherRequest(key, row.request_hash, requestHash)
  return row.id
}

const sourceOf = ({
  idempotency_key: key,
  created_by: _,
  ...request
}: SettleCommand): DocumentSource => ({
  key: key === undefined ? null : `settlement:${key}`,
  requestHash: key === undefined ? null : hashOf(request),
})
