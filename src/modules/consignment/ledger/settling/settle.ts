import { ConsignmentError } from "../../domain/errors"
import { decideCutOff, type CutOffRequest } from "../../domain/period"
import { decideSettlement, type SettlementInput } from "../../domain/settlement"
import type { Direction } from "../../domain/terms"
import type { Sql } from "../../database/sql"
import { hashOf, refuseOtherRequest, type Source } from "../posting/document-head"
import type { HostLevels } from "../posting/host-levels"
import { newId } from "../../database/new-id"
import { findDifferences } from "../posting/differences"
import { requireContractor } from "../posting/references"
import { findAccount, type AccountOfSettlement } from "./settlement-account"
import { loadOpenings, loadOpeningStock, loadTotals, loadUninvoiced } from "./settlement-input"
import { storeSettlement, type Settled } from "./store-settlement"

export interface SettleCommand {
  contractor_id: string
  direction: Direction
  currency_code?: string
  cut_off?: string
  idempotency_key?: string
  created_by?: string | null
}

export interface SettlePorts {
  sql: Sql
  clock: () => Date
  decimalsOf: (currencyCode: string) => number
  host: HostLevels
}

/** What a settlement would say now; nothing is closed. */
export const previewSettlement = async (
  ports: SettlePorts,
  command: SettleCommand
): Promise<Settled> => await compute(ports, command, "")

export interface ClosedSettlement {
  is_new: boolean
  settlement_id: string
}

/**
 * Closes the period: stamps all unsettled movements of the account up to the cut-off.
 * Throws: INVALID_DATA, PERIOD_CLOSED, NO_AGREEMENT, OPEN_DIFFERENCE, IDEMPOTENCY_MISMATCH.
 */
export const closeSettlement = async (
  ports: SettlePorts,
  command: SettleCommand
): Promise<ClosedSettlement> => {
  const { sql, clock } = ports
  const earlier = await findEarlier(sql, command)
  if (earlier) return { is_new: false, settlement_id: earlier }
  const settled = await compute(ports, command, "for update")
  const postedMeanwhile = await findEarlier(sql, command)
  if (postedMeanwhile) return { is_new: false, settlement_id: postedMeanwhile }
  await refuseDifferences(ports, settled.account)

  const id = newId("conset")
  await storeSettlement(sql, id, settled, {
    source: sourceOf(command),
    createdBy: command.created_by ?? null,
    closedAt: clock(),
  })
  return { is_new: true, settlement_id: id }
}

const compute = async (
  ports: SettlePorts,
  command: SettleCommand,
  lock: "" | "for update"
): Promise<Settled> => {
  const { sql, clock, decimalsOf } = ports
  await requireContractor(sql, command.contractor_id)
  const account = await findAccount(sql, command, lock)
  const cutOff = decideCutOff(
    toCutOffRequest(command.cut_off),
    account.timeZone,
    account.lastCutOff,
    clock()
  )
  const totals = await loadTotals(sql, account, cutOff)
  const input: SettlementInput = {
    totals,
    openings: await loadOpenings(sql, account),
    openingStock: await loadOpeningStock(sql, account),
    uninvoiced: await loadUninvoiced(sql, account, totals),
    decimals: decimalsOf(account.currencyCode),
  }
  return { account, cutOff, totals, settlement: decideSettlement(input) }
}

const toCutOffRequest = (cutOff: string | undefined): CutOffRequest => {
  if (cutOff === undefined) return null
  return /^\d{4}-\d{2}-\d{2}$/.test(cutOff) ? { date: cutOff } : { instant: new Date(cutOff) }
}

const refuseDifferences = async (
  { sql, host }: SettlePorts,
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

const sourceOf = ({ idempotency_key: key, created_by: _, ...request }: SettleCommand): Source => ({
  key: key === undefined ? null : `settlement:${key}`,
  requestHash: key === undefined ? null : hashOf(request),
})
