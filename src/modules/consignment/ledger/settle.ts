import type { Decimal } from "decimal.js"
import { ConsignmentError } from "../domain/errors"
import type { MovementType } from "../domain/movement"
import { decideCutOff, type CutOffRequest } from "../domain/period"
import { exact, toText } from "../domain/quantity"
import {
  decideSettlement,
  type MovementTotal,
  type Settlement,
  type SettlementInput,
  type UninvoicedCost,
} from "../domain/settlement"
import type { Direction } from "../domain/terms"
import { effectOf } from "../domain/movement"
import { insertRows, type Sql } from "../sql"
import { hashOf, nextNumber, refuseOtherRequest } from "./documents"
import type { HostLevels } from "./host-levels"
import { findDifferences } from "./reconcile"
import { newId } from "./post"
import { requireContractor } from "./references"
import { wasRequested } from "./request-keys"
import { toDateOrNull, type Instant } from "./rows"

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

interface AccountOfSettlement {
  contractorId: string
  direction: Direction
  currencyCode: string
  timeZone: string
  lastCutOff: Date | null
}

/** A settlement as it is now, or would be: the period, and what the decision made of it. */
export interface Settled {
  account: AccountOfSettlement
  cutOff: Date
  settlement: Settlement
  totals: MovementTotal[]
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
  await stamp(sql, id, settled)
  await carryAccount(sql, settled)
  await insertSettlement(sql, id, command, settled, clock())
  return { is_new: true, settlement_id: id }
}

export interface CancelSettlement {
  settlement_id: string
  idempotency_key?: string
  /** The request that closed it has failed as a whole: when it is repeated, it closes anew. */
  frees_key?: boolean
}

/**
 * Cancels the latest settlement of its account: its movements are open again, its number stays used.
 * Throws: NOT_FOUND, ALREADY_REVERSED, SETTLEMENT_NOT_LATEST, SETTLEMENT_INVOICED.
 */
export const cancelSettlement = async (sql: Sql, command: CancelSettlement): Promise<void> => {
  const { settlement_id: settlementId } = command
  if (await wasRequested(sql, "settlement_cancel", settlementId, command.idempotency_key)) return
  const [named] = await sql<{ contractor_id: string; direction: Direction; currency_code: string }>(
    `select contractor_id, direction, currency_code from consignment_settlement where id = ?`,
    [settlementId]
  )
  if (!named)
    throw new ConsignmentError("NOT_FOUND", `Settlement ${settlementId} was not found.`, {
      id: settlementId,
    })
  const account = [named.contractor_id, named.direction, named.currency_code]
  await sql(
    `select 1 from consignment_account where contractor_id = ? and direction = ? and currency_code = ? for update`,
    account
  )
  const [row] = await sql<{
    status: string
    period_from: Instant | null
    latest_id: string | null
  }>(
    `select s.status, s.period_from, (select id from consignment_settlement l
       where l.contractor_id = s.contractor_id and l.direction = s.direction and l.currency_code = s.currency_code
         and l.status = 'closed' order by l.cut_off desc, l.closed_at desc, l.id desc limit 1) as latest_id
     from consignment_settlement s where s.id = ?`,
    [settlementId]
  )
  if (row?.status !== "closed") {
    throw new ConsignmentError("ALREADY_REVERSED", "The settlement has been cancelled before.", {
      id: settlementId,
    })
  }
  if (row.latest_id !== settlementId) {
    throw new ConsignmentError(
      "SETTLEMENT_NOT_LATEST",
      "Only the latest settlement of an account can be cancelled.",
      {
        latest_id: row.latest_id,
      }
    )
  }
  await refuseInvoiced(sql, settlementId)
  await unstamp(sql, settlementId, account, toDateOrNull(row.period_from))
  if (command.frees_key) {
    await sql(`update consignment_settlement set source_key = null where id = ?`, [settlementId])
  }
}

/** Throws: SETTLEMENT_INVOICED. */
const refuseInvoiced = async (sql: Sql, settlementId: string): Promise<void> => {
  const invoices = await sql<{ id: string }>(
    `select id from consignment_invoice where settlement_ids @> ?::jsonb and deleted_at is null`,
    [JSON.stringify([settlementId])]
  )
  if (invoices.length > 0) {
    throw new ConsignmentError("SETTLEMENT_INVOICED", "The settlement is named by an invoice.", {
      invoice_ids: invoices.map((invoice) => invoice.id),
    })
  }
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

const accountParameters = ({ contractorId, direction, currencyCode }: AccountOfSettlement) => [
  contractorId,
  direction,
  currencyCode,
]

/** Throws: NO_AGREEMENT, INVALID_DATA (several currencies and none named). */
const findAccount = async (
  sql: Sql,
  command: SettleCommand,
  lock: "" | "for update"
): Promise<AccountOfSettlement> => {
  const agreements = await sql<{ currency_code: string; time_zone: string; in_force: boolean }>(
    `select distinct on (currency_code) currency_code, time_zone,
       (valid_from is null or valid_from <= now()) and (valid_to is null or valid_to >= now()) as in_force
     from consignment_agreement
     where contractor_id = ? and direction = ? and deleted_at is null
       and (valid_from is null or valid_from <= now())
     order by currency_code, valid_from desc nulls last`,
    [command.contractor_id, command.direction]
  )
  const wanted = agreements.filter(
    (agreement) =>
      command.currency_code === undefined || agreement.currency_code === command.currency_code
  )
  const inForce = wanted.filter((agreement) => agreement.in_force)
  // Settlements go on after the end of an agreement.
  const candidates = inForce.length > 0 ? inForce : wanted
  const [agreement] = candidates
  if (!agreement) {
    throw new ConsignmentError(
      "NO_AGREEMENT",
      "The contractor has no agreement in this direction and currency.",
      {
        contractor_id: command.contractor_id,
        direction: command.direction,
        currency_code: command.currency_code,
      }
    )
  }
  if (candidates.length > 1) {
    const codes = candidates.map((candidate) => candidate.currency_code).join(", ")
    throw new ConsignmentError(
      "INVALID_DATA",
      `Name the currency_code: there are agreements in ${codes}.`,
      {
        path: "currency_code",
        fields: [{ path: "currency_code", message: `There are agreements in ${codes}.` }],
      }
    )
  }
  const account = {
    contractorId: command.contractor_id,
    direction: command.direction,
    currencyCode: agreement.currency_code,
    timeZone: agreement.time_zone,
    lastCutOff: null,
  }
  if (lock !== "") {
    await sql(
      `insert into consignment_account (contractor_id, direction, currency_code) values (?, ?, ?) on conflict do nothing`,
      accountParameters(account)
    )
  }
  const [row] = await sql<{ last_cut_off: Instant | null }>(
    `select last_cut_off from consignment_account
     where contractor_id = ? and direction = ? and currency_code = ? ${lock}`,
    accountParameters(account)
  )
  return { ...account, lastCutOff: toDateOrNull(row?.last_cut_off ?? null) }
}

const loadTotals = async (
  sql: Sql,
  account: AccountOfSettlement,
  cutOff: Date
): Promise<MovementTotal[]> => {
  const rows = await sql<{
    inventory_item_id: string
    sku: string | null
    lot_id: string
    type: MovementType
    liable: boolean
    unit_cost: string
    branch_code: string | null
    late: boolean
    quantity: string
  }>(
    `select t.*, l.sku from (
       select inventory_item_id, lot_id, type, liable, unit_cost::text as unit_cost, branch_code, late,
         sum(quantity)::text as quantity
       from consignment_movement
       where settlement_id is null and contractor_id = ? and direction = ? and currency_code = ?
         and effective_at <= ?::timestamptz
       group by inventory_item_id, lot_id, type, liable, unit_cost, branch_code, late) t
     join consignment_lot l on l.id = t.lot_id`,
    [...accountParameters(account), cutOff]
  )
  return rows.map((row) => ({
    inventoryItemId: row.inventory_item_id,
    sku: row.sku,
    lotId: row.lot_id,
    type: row.type,
    liable: row.liable,
    unitCost: exact(row.unit_cost),
    branchCode: row.branch_code,
    late: row.late,
    quantity: exact(row.quantity),
  }))
}

type QuantityByItem = Map<string, { sku: string | null; quantity: Decimal }>

const toQuantities = (
  rows: { inventory_item_id: string; sku: string | null; quantity: string }[]
): QuantityByItem =>
  new Map(
    rows.map((row) => [row.inventory_item_id, { sku: row.sku, quantity: exact(row.quantity) }])
  )

const loadOpenings = async (sql: Sql, account: AccountOfSettlement): Promise<QuantityByItem> =>
  toQuantities(
    await sql(
      `select inventory_item_id, sku, (settled - invoiced)::text as quantity from consignment_account_item
       where contractor_id = ? and direction = ? and currency_code = ? and settled <> invoiced`,
      accountParameters(account)
    )
  )

const loadOpeningStock = async (sql: Sql, account: AccountOfSettlement): Promise<QuantityByItem> =>
  toQuantities(
    await sql(
      `select inventory_item_id, sku, closing::text as quantity from consignment_settlement_stock
       where closing <> 0 and settlement_id = (
         select id from consignment_settlement
         where contractor_id = ? and direction = ? and currency_code = ? and status = 'closed'
         order by cut_off desc, closed_at desc, id desc limit 1)`,
      accountParameters(account)
    )
  )

const loadUninvoiced = async (
  sql: Sql,
  account: AccountOfSettlement,
  totals: MovementTotal[]
): Promise<UninvoicedCost[]> => {
  const open = await selectUninvoiced(sql, account, [])
  // A return dated after the cut-off may have balanced what this settlement is about to count.
  const keyOf = (cost: { lotId: string; unitCost: Decimal }) =>
    `${cost.lotId}\n${cost.unitCost.toFixed()}`
  const loaded = new Set(open.map(keyOf))
  const balanced = totals.filter(
    (total) => effectOf(total).kind === "consumed" && !loaded.has(keyOf(total))
  )
  if (balanced.length === 0) return open
  const lotIds = [...new Set(balanced.map((total) => total.lotId))]
  return await selectUninvoiced(sql, account, lotIds)
}

/** Costs with something open, and all costs of the lots that are named besides. */
const selectUninvoiced = async (
  sql: Sql,
  account: AccountOfSettlement,
  lotIds: string[]
): Promise<UninvoicedCost[]> => {
  // The index of open costs serves only a statement that asks for nothing else.
  const named = lotIds.length > 0 ? "or c.lot_id = any(?::text[])" : ""
  const rows = await sql<{
    inventory_item_id: string
    lot_id: string
    unit_cost: string
    quantity: string
  }>(
    `select c.inventory_item_id, c.lot_id, c.unit_cost::text, (c.settled - c.invoiced)::text as quantity
     from consignment_lot_cost c join consignment_lot l on l.id = c.lot_id
     where c.contractor_id = ? and c.direction = ? and c.currency_code = ?
       and (c.settled <> c.invoiced or c.consumed <> c.settled ${named})
     order by l.received_at, l.sequence, c.sequence`,
    [...accountParameters(account), ...(lotIds.length > 0 ? [lotIds] : [])]
  )
  return rows.map((row) => ({
    inventoryItemId: row.inventory_item_id,
    lotId: row.lot_id,
    unitCost: exact(row.unit_cost),
    quantity: exact(row.quantity),
  }))
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

const sourceOf = ({ idempotency_key: key, created_by: _, ...request }: SettleCommand) => ({
  key: key === undefined ? null : `settlement:${key}`,
  requestHash: key === undefined ? null : hashOf(request),
})

const stamp = async (sql: Sql, id: string, { account, cutOff, totals }: Settled): Promise<void> => {
  await sql(
    `update consignment_movement set settlement_id = ?
     where settlement_id is null and contractor_id = ? and direction = ? and currency_code = ?
       and effective_at <= ?::timestamptz`,
    [id, ...accountParameters(account), cutOff]
  )
  await changeSettledCosts(
    sql,
    totals
      .filter((total) => effectOf(total).kind === "consumed")
      .map((total) => ({
        lot_id: total.lotId,
        unit_cost: toText(total.unitCost),
        quantity: toText(total.quantity.negated()),
      }))
  )
}

const changeSettledCosts = async (
  sql: Sql,
  changes: { lot_id: string; unit_cost: string; quantity: string }[]
): Promise<void> => {
  if (changes.length === 0) return
  await sql(
    `update consignment_lot_cost c set settled = c.settled + t.quantity
     from (select lot_id, unit_cost, sum(quantity) as quantity
       from json_to_recordset(?::json) as total (lot_id text, unit_cost numeric, quantity numeric)
       group by lot_id, unit_cost) t
     where c.lot_id = t.lot_id and c.unit_cost = t.unit_cost`,
    [JSON.stringify(changes)]
  )
}

const carryAccount = async (sql: Sql, { account, cutOff, settlement }: Settled): Promise<void> => {
  await sql(
    `insert into consignment_account_item (contractor_id, direction, currency_code, inventory_item_id, sku, settled)
     select ?, ?, ?, inventory_item_id, sku, settled
     from json_to_recordset(?::json) as line (inventory_item_id text, sku text, settled numeric)
     on conflict (contractor_id, direction, currency_code, inventory_item_id)
     do update set settled = consignment_account_item.settled + excluded.settled, sku = excluded.sku`,
    [
      ...accountParameters(account),
      JSON.stringify(
        settlement.lines.map((line) => ({
          inventory_item_id: line.inventoryItemId,
          sku: line.sku,
          settled: toText(line.net),
        }))
      ),
    ]
  )
  await setLastCutOff(sql, accountParameters(account), cutOff)
}

const setLastCutOff = async (sql: Sql, account: unknown[], cutOff: Date | null): Promise<void> => {
  await sql(
    `update consignment_account set last_cut_off = ?::timestamptz
     where contractor_id = ? and direction = ? and currency_code = ?`,
    [cutOff, ...account]
  )
}

const insertSettlement = async (
  sql: Sql,
  id: string,
  command: SettleCommand,
  { account, cutOff, settlement }: Settled,
  closedAt: Date
): Promise<void> => {
  await insertRows(
    sql,
    "consignment_settlement_line",
    settlement.lines.map((line) => ({
      id: newId("consetl"),
      settlement_id: id,
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      opening: toText(line.opening),
      issued: toText(line.issued),
      internally_issued: toText(line.internally_issued),
      transferred: toText(line.transferred),
      counted_lost: toText(line.counted_lost),
      returned: toText(line.returned),
      transfer_reversed: toText(line.transfer_reversed),
      net: toText(line.net),
      to_invoice: toText(line.toInvoice),
      carry: toText(line.carry),
      net_value: toText(line.netValue),
      amount: toText(line.amount),
      balanced: line.balanced,
      late_quantity: toText(line.lateQuantity),
      branches: line.branches.map((branch) => ({
        branch_code: branch.branchCode,
        net: toText(branch.net),
        net_value: toText(branch.netValue),
      })),
    }))
  )
  await insertRows(
    sql,
    "consignment_settlement_stock",
    settlement.stock.map((line) => ({
      id: newId("consets"),
      settlement_id: id,
      inventory_item_id: line.inventoryItemId,
      sku: line.sku,
      opening: toText(line.opening),
      received: toText(line.received),
      consumed: toText(line.consumed),
      returned_to_consignor: toText(line.returnedToConsignor),
      counted: toText(line.counted),
      closing: toText(line.closing),
    }))
  )
  const { key, requestHash } = sourceOf(command)
  const number = await nextNumber(sql, "settlement")
  await insertRows(sql, "consignment_settlement", [
    {
      id,
      number,
      contractor_id: account.contractorId,
      direction: account.direction,
      currency_code: account.currencyCode,
      period_from: account.lastCutOff?.toISOString() ?? null,
      cut_off: cutOff.toISOString(),
      status: "closed",
      closed_at: closedAt.toISOString(),
      created_by: command.created_by ?? null,
      net_value: toText(settlement.netValue),
      amount: toText(settlement.amount),
      source_key: key,
      request_hash: requestHash,
    },
  ])
}

const unstamp = async (
  sql: Sql,
  id: string,
  account: unknown[],
  lastCutOff: Date | null
): Promise<void> => {
  const settled = await sql<{
    lot_id: string
    unit_cost: string
    type: MovementType
    liable: boolean
    quantity: string
  }>(
    `select lot_id, unit_cost::text, type, liable, sum(quantity)::text as quantity
     from consignment_movement where settlement_id = ? group by lot_id, unit_cost, type, liable`,
    [id]
  )
  await changeSettledCosts(
    sql,
    settled.filter((total) => effectOf(total).kind === "consumed")
  )
  await sql(
    `update consignment_account_item i set settled = i.settled - l.net
     from consignment_settlement_line l
     where l.settlement_id = ? and i.inventory_item_id = l.inventory_item_id
       and i.contractor_id = ? and i.direction = ? and i.currency_code = ?`,
    [id, ...account]
  )
  await setLastCutOff(sql, account, lastCutOff)
  // The database gives stamps back only once the settlement is no longer closed.
  await sql(
    `update consignment_settlement set status = 'cancelled', updated_at = now() where id = ?`,
    [id]
  )
  await sql(`update consignment_movement set settlement_id = null where settlement_id = ?`, [id])
}
