import { settlementClosedEvent } from "../../domain/announcement"
import { effectOf } from "../../domain/movement"
import { groupBy } from "../../domain/group-by"
import { sumOf, toText } from "../../domain/quantity"
import type { MovementTotal, Settlement } from "../../domain/settlement"
import { insertRows, type Sql } from "../../database/sql"
import { nextNumber, type Source } from "../posting/document-head"
import { announce } from "../posting/outbox"
import { newId } from "../../database/new-id"
import { accountParameters, type AccountOfSettlement } from "./settlement-account"

/** A settlement as it is now, or would be: the period, and what the decision made of it. */
export interface Settled {
  account: AccountOfSettlement
  cutOff: Date
  /** The highest sequence it covers. */
  watermark: string
  settlement: Settlement
  totals: MovementTotal[]
  costs: SettledCost[]
}

/** What a settlement adds to the settled part of a lot's cost. */
export interface SettledCost {
  lot_id: string
  unit_cost: string
  quantity: string
}

export const toSettledCosts = (totals: MovementTotal[]): SettledCost[] => {
  const consumed = totals.filter((total) => effectOf(total).kind === "consumed")
  const byCost = groupBy(consumed, (total) => `${total.lotId}\n${total.unitCost.toFixed()}`)
  return [...byCost.values()].flatMap((alike) => {
    const [first] = alike
    if (!first) return []
    const quantity = sumOf(alike, (total) => total.quantity.negated())
    return { lot_id: first.lotId, unit_cost: toText(first.unitCost), quantity: toText(quantity) }
  })
}

interface Closing {
  source: Source
  createdBy: string | null
  closedAt: Date
}

/** Carries the settled costs and the balances on and writes the settlement with the next number, last. */
export const storeSettlement = async (
  sql: Sql,
  id: string,
  settled: Settled,
  closing: Closing
): Promise<void> => {
  await changeSettledCosts(sql, settled.costs)
  await carryAccount(sql, settled)
  await insertSettlement(sql, id, settled, closing)
}

/** The settled part of each cost. */
export const changeSettledCosts = async (sql: Sql, changes: SettledCost[]): Promise<void> => {
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

const carryAccount = async (
  sql: Sql,
  { account, cutOff, watermark, settlement }: Settled
): Promise<void> => {
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
  await setClosedUpTo(sql, accountParameters(account), { cutOff, watermark })
}

/** How far the account is closed: what is dated up to the cut-off and posted up to the watermark is settled. */
export const setClosedUpTo = async (
  sql: Sql,
  account: unknown[],
  { cutOff, watermark }: { cutOff: Date | null; watermark: string | null }
): Promise<void> => {
  await sql(
    `update consignment_account set last_cut_off = ?::timestamptz, last_watermark = ?::bigint
     where contractor_id = ? and direction = ? and currency_code = ?`,
    [cutOff, watermark, ...account]
  )
}

const insertSettlement = async (
  sql: Sql,
  id: string,
  { account, cutOff, watermark, settlement }: Settled,
  { source, createdBy, closedAt }: Closing
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
      watermark_from: account.lastWatermark,
      watermark,
      status: "closed",
      closed_at: closedAt.toISOString(),
      created_by: createdBy,
      net_value: toText(settlement.netValue),
      amount: toText(settlement.amount),
      source_key: source.key,
      request_hash: source.requestHash,
    },
  ])
  await announce(sql, settlementClosedEvent, id)
}
