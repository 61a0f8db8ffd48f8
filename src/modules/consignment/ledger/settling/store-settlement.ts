import { settlementClosedEvent } from "../../domain/announcement"
import { effectOf } from "../../domain/movement"
import { groupBy } from "../../domain/group-by"
import { sumOf, toText } from "../../domain/quantity"
import type { MovementTotal, Settlement } from "../../domain/settlement"
import { insertionOf, writeTogether, type Sql, type Write } from "../../database/sql"
import { nextNumber, type DocumentSource } from "../posting/document-head"
import { announcingAs } from "../posting/outbox"
import { newId } from "../../database/new-id"
import { accountParameters, type AccountOfSettlement } from "./settlement-account"
import { settlementLineTable, settlementStockTable } from "../../database/tables"

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

/** Quantity that a settlement adds to the settled part of a lot's cost. */
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

/** A settlement as it was written. */
export interface Closed {
  id: string
  number: string
  settled: Settled
  closing: Closing
}

export interface Closing {
  source: DocumentSource
  createdBy: string | null
  closedAt: Date
}

/**
 * Carries the settled costs and the balances on and writes the settlement with the next number, last. The account is
 * locked meanwhile, so what can be written together is.
 */
export const storeSettlement = async (
  sql: Sql,
  id: string,
  settled: Settled,
  closing: Closing
): Promise<Closed> => {
  const { account, cutOff, watermark, settlement } = settled
  await writeTogether(
    sql,
    {
      costs: changingSettledCosts(settled.costs),
      balances: carryingBalances(settled),
      period: closingUpTo(accountParameters(account), { cutOff, watermark }),
      lines: insertionOf("consignment_settlement_line", toLineRows(id, settlement)),
      stock: insertionOf("consignment_settlement_stock", toStockRows(id, settlement)),
    },
    "select 1"
  )
  const number = await nextNumber(sql, "settlement")
  await writeTogether(
    sql,
    {
      settlement: insertionOf("consignment_settlement", [toRow(id, number, settled, closing)]),
      announced: announcingAs(settlementClosedEvent, id),
    },
    "select 1"
  )
  return { id, number, settled, closing }
}

/** The settled part of each cost. */
export const changingSettledCosts = (changes: SettledCost[]): Write | null => {
  if (changes.length === 0) return null
  return {
    statement: `update consignment_lot_cost c set settled = c.settled + t.quantity
     from (select lot_id, unit_cost, sum(quantity) as quantity
       from unnest(?::text[], ?::numeric[], ?::numeric[]) as total (lot_id, unit_cost, quantity)
       group by lot_id, unit_cost) t
     where c.lot_id = t.lot_id and c.unit_cost = t.unit_cost`,
    parameters: [
      changes.map((change) => change.lot_id),
      changes.map((change) => change.unit_cost),
      changes.map((change) => change.quantity),
    ],
  }
}

const carryingBalances = ({ account, settlement }: Settled): Write => ({
  statement: `insert into consignment_account_item (contractor_id, direction, currency_code, inventory_item_id, sku, settled)
     select ?, ?, ?, inventory_item_id, sku, settled
     from json_to_recordset(?::json) as line (inventory_item_id text, sku text, settled numeric)
     on conflict (contractor_id, direction, currency_code, inventory_item_id)
     do update set settled = consignment_account_item.settled + excluded.settled, sku = excluded.sku`,
  parameters: [
    ...accountParameters(account),
    JSON.stringify(
      settlement.lines.map((line) => ({
        inventory_item_id: line.inventoryItemId,
        sku: line.sku,
        settled: toText(line.net),
      }))
    ),
  ],
})

/** How far the account is closed: what is dated up to the cut-off and posted up to the watermark is settled. */
export const closingUpTo = (
  account: unknown[],
  { cutOff, watermark }: { cutOff: Date | null; watermark: string | null }
): Write => ({
  statement: `update consignment_account set last_cut_off = ?::timestamptz, last_watermark = ?::bigint
     where contractor_id = ? and direction = ? and currency_code = ?`,
  parameters: [cutOff, watermark, ...account],
})

const toLineRows = (id: string, { lines }: Settlement) =>
  lines.map((line) => ({
    id: newId("consetl"),
    settlement_id: id,
    ...settlementLineTable.write(line),
  }))

const toStockRows = (id: string, { stock }: Settlement) =>
  stock.map((line) => ({
    id: newId("consets"),
    settlement_id: id,
    ...settlementStockTable.write(line),
  }))

const toRow = (
  id: string,
  number: string,
  { account, cutOff, watermark, settlement }: Settled,
  { source, createdBy, closedAt }: Closing
) => ({
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
})
