import type { Decimal } from "decimal.js"
import { effectOf, type MovementType } from "../../domain/movement"
import { exact } from "../../domain/quantity"
import type { MovementTotal, UninvoicedCost } from "../../domain/settlement"
import type { Sql } from "../../database/sql"
import { accountParameters, type AccountOfSettlement } from "./settlement-account"

/** The unsettled movements up to the cut-off, summed by all that a settlement tells apart. */
export const loadTotals = async (
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

/** Settled and not yet invoiced, or below zero: invoiced and not yet settled. */
export const loadOpenings = async (
  sql: Sql,
  account: AccountOfSettlement
): Promise<QuantityByItem> =>
  toQuantities(
    await sql(
      `select inventory_item_id, sku, (settled - invoiced)::text as quantity from consignment_account_item
       where contractor_id = ? and direction = ? and currency_code = ? and settled <> invoiced`,
      accountParameters(account)
    )
  )

/** What the last settlement closed with. */
export const loadOpeningStock = async (
  sql: Sql,
  account: AccountOfSettlement
): Promise<QuantityByItem> =>
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

/** What is settled and not invoiced at each unit cost, lots FIFO. */
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
