import type { Decimal } from "decimal.js"
import { setImmediate as nextTurn } from "node:timers/promises"
import { effectOf, type MovementType } from "../../domain/movement"
import { exact } from "../../domain/quantity"
import type { MovementTotal, UninvoicedCost } from "../../domain/settlement"
import type { Sql } from "../../database/sql"
import { queryOf, type Query } from "../../database/together"
import { movementsOf, NO_WATERMARK } from "../../database/settled"
import { accountParameters, type AccountOfSettlement } from "./settlement-account"

interface TotalRow {
  inventory_item_id: string
  sku: string | null
  lot_id: string
  type: MovementType
  liable: boolean
  unit_cost: string
  branch_code: string | null
  late: boolean
  quantity: string
}

/** Movements `m` summed by all that a settlement tells apart; the item is the lot's. */
const summed = (movements: string): string => `
  select t.*, l.inventory_item_id, l.sku from (
    select m.lot_id, m.type, m.liable, m.unit_cost::text as unit_cost, m.branch_code, m.late,
      sum(m.quantity)::text as quantity
    from ${movements}
    group by m.lot_id, m.type, m.liable, m.unit_cost, m.branch_code, m.late) t
  join consignment_lot l on l.id = t.lot_id`

/** The unsettled movements up to a cut-off and a watermark. What was posted up to the watermark changes no more. */
export const loadTotals = async (
  sql: Sql,
  account: AccountOfSettlement,
  cutOff: Date,
  watermark: string = NO_WATERMARK
): Promise<MovementTotal[]> => {
  const period = `(select ?::text as contractor_id, ?::text as direction, ?::text as currency_code,
    ?::timestamptz as period_from, ?::timestamptz as cut_off, ?::bigint as watermark_from, ?::bigint as watermark) p`
  const { lastCutOff, lastWatermark } = account
  const rows = await sql<TotalRow>(summed(`${period} cross join ${movementsOf("p")} m`), [
    ...accountParameters(account),
    lastCutOff,
    cutOff,
    lastWatermark,
    watermark,
  ])
  const totals: MovementTotal[] = []
  for await (const part of inParts(rows)) totals.push(...toTotals(part))
  return totals
}

const ROWS_PER_PART = 500

/** Other requests get their turn after each part: thousands of rows at once would hold up all of them. */
async function* inParts<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_PART) {
    yield rows.slice(start, start + ROWS_PER_PART)
    await nextTurn()
  }
}

/** Movements posted after a watermark and dated up to a cut-off. */
export const totalsSince = (
  account: AccountOfSettlement,
  cutOff: Date,
  watermark: string
): Query<MovementTotal[]> =>
  queryOf<TotalRow, MovementTotal[]>(
    summed(`consignment_movement m where m.contractor_id = ? and m.direction = ? and m.currency_code = ?
        and m.sequence > ?::bigint and m.effective_at <= ?::timestamptz`),
    [...accountParameters(account), watermark, cutOff],
    toTotals
  )

/** The highest sequence of the ledger. Under an account's lock no movement of the account is above it or on its way. */
export const highestSequence = queryOf<{ watermark: string | null }, string>(
  `select max(sequence)::text as watermark from consignment_movement`,
  [],
  ([row]) => row?.watermark ?? "0"
)

const toTotals = (rows: TotalRow[]): MovementTotal[] =>
  rows.map((row) => ({
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

type QuantityByItem = Map<string, { sku: string | null; quantity: Decimal }>

interface QuantityRow {
  inventory_item_id: string
  sku: string | null
  quantity: string
}

const toQuantities = (rows: QuantityRow[]): QuantityByItem =>
  new Map(
    rows.map((row) => [row.inventory_item_id, { sku: row.sku, quantity: exact(row.quantity) }])
  )

/** Settled and not yet invoiced, or below zero: invoiced and not yet settled. */
export const openingsOf = (account: AccountOfSettlement): Query<QuantityByItem> =>
  queryOf<QuantityRow, QuantityByItem>(
    `select inventory_item_id, sku, (settled - invoiced)::text as quantity from consignment_account_item
       where contractor_id = ? and direction = ? and currency_code = ? and settled <> invoiced`,
    accountParameters(account),
    toQuantities
  )

/** Closing figures of the last settlement. */
export const openingStockOf = (account: AccountOfSettlement): Query<QuantityByItem> =>
  queryOf<QuantityRow, QuantityByItem>(
    `select s.inventory_item_id, coalesce(l.sku, s.sku) as sku, s.closing::text as quantity
       from consignment_settlement_stock s
       left join lateral (
         select sku from consignment_lot
         where contractor_id = ? and inventory_item_id = s.inventory_item_id limit 1) l on true
       where s.closing <> 0 and s.settlement_id = ?`,
    [account.contractorId, account.lastSettlementId],
    toQuantities
  )

/**
 * A fingerprint of all that invoices change in what a settlement reads. Postings change none of it: a cost that was
 * consumed or given back meanwhile has the same settled and invoiced quantity.
 */
export const balancesFingerprint = (account: AccountOfSettlement): Query<string> =>
  queryOf<{ fingerprint: string }, string>(
    `select md5(concat(
       (select json_agg(json_build_array(inventory_item_id, sku, settled - invoiced) order by inventory_item_id)
        from consignment_account_item
        where contractor_id = ? and direction = ? and currency_code = ? and settled <> invoiced),
       (select json_agg(json_build_array(lot_id, unit_cost, settled - invoiced) order by lot_id, unit_cost)
        from consignment_lot_cost
        where contractor_id = ? and direction = ? and currency_code = ? and settled <> invoiced))) as fingerprint`,
    [...accountParameters(account), ...accountParameters(account)],
    ([row]) => row?.fingerprint ?? ""
  )

/** Settled and not invoiced quantities at each unit cost, lots FIFO. */
export const loadUninvoiced = async (
  sql: Sql,
  account: AccountOfSettlement,
  totals: MovementTotal[]
): Promise<UninvoicedCost[]> => {
  const open = await selectUninvoiced(sql, account, [])
  // A return dated after the cut-off may have balanced what this settlement is about to count.
  const keyOf = (cost: { lotId: string; unitCost: Decimal }) =>
    `${cost.lotId}\n${cost.unitCost.toFixed()}`
  const loaded = new Set(open.map(keyOf))
  const lotIds = new Set<string>()
  for await (const part of inParts(totals)) {
    for (const total of part) {
      if (effectOf(total).kind === "consumed" && !loaded.has(keyOf(total))) lotIds.add(total.lotId)
    }
  }
  return lotIds.size === 0 ? open : await selectUninvoiced(sql, account, [...lotIds])
}

/** Costs with something open, and all costs of the lots that are named besides. */
const selectUninvoiced = async (
  sql: Sql,
  account: AccountOfSettlement,
  lotIds: string[]
): Promise<UninvoicedCost[]> => {
  const rows = await sql<{
    inventory_item_id: string
    lot_id: string
    unit_cost: string
    quantity: string
  }>(
    `select c.inventory_item_id, c.lot_id, c.unit_cost::text, (c.settled - c.invoiced)::text as quantity
     from (
       select * from consignment_lot_cost
       where contractor_id = ? and direction = ? and currency_code = ? and (settled <> invoiced or consumed <> settled)
       union select * from consignment_lot_cost where lot_id = any(?::text[])) c
     join consignment_lot l on l.id = c.lot_id
     order by l.received_at, l.sequence, c.sequence`,
    [...accountParameters(account), lotIds]
  )
  return rows.map((row) => ({
    inventoryItemId: row.inventory_item_id,
    lotId: row.lot_id,
    unitCost: exact(row.unit_cost),
    quantity: exact(row.quantity),
  }))
}
