import { lockRows } from "../database/locks"
import type { Decimal } from "decimal.js"
import type { CostState, LyingStock } from "../domain/invoice"
import { effectOf, type MovementType } from "../domain/movement"
import { exact, ZERO } from "../domain/quantity"
import type { Direction } from "../domain/terms"
import { closingOrder, movementsOf } from "../database/settled"
import type { Sql } from "../database/sql"

/** One contractor, direction and currency. */
export interface InvoiceAccount {
  contractor_id: string
  direction: Direction
  currency_code: string
}

const parametersOf = (account: InvoiceAccount) => [
  account.contractor_id,
  account.direction,
  account.currency_code,
]

/**
 * Locks the lots that an invoice of these items may count as invoiced. A posting locks lots before the account: the other
 * order would be a deadlock.
 */
export const lockOpenLots = async (
  sql: Sql,
  account: InvoiceAccount,
  itemIds: string[]
): Promise<void> => {
  await lockRows(sql, "lotsToInvoice", "id", [...parametersOf(account), itemIds])
}

/** The lots that an invoice was allocated to; before the account, as above. */
export const lockInvoicedLots = async (sql: Sql, invoiceId: string): Promise<void> => {
  await lockRows(sql, "invoicedLots", "id", [invoiceId])
}

/** Of settlements `s`: those after one that is named by its id. */
const isLater = `(${closingOrder("s")}) > (
  select ${closingOrder("named")} from consignment_settlement named where named.id = ?)`

/** Quantities consumed, settled and invoiced by lot and cost, less what settlements after `until` have settled. */
export const loadStates = async (
  sql: Sql,
  account: InvoiceAccount,
  itemIds: string[],
  until: string | null
): Promise<CostState[]> => {
  const rows = await sql<{
    inventory_item_id: string
    sku: string | null
    lot_id: string
    unit_cost: string
    consumed: string
    settled: string
    invoiced: string
  }>(
    `select c.inventory_item_id, l.sku, c.lot_id, c.unit_cost::text, c.consumed::text, c.settled::text,
       c.invoiced::text
     from consignment_lot_cost c join consignment_lot l on l.id = c.lot_id
     where c.contractor_id = ? and c.direction = ? and c.currency_code = ?
       and (c.settled <> c.invoiced or c.consumed <> c.settled) and c.inventory_item_id = any(?::text[])
     order by l.received_at, l.sequence, c.sequence`,
    [...parametersOf(account), itemIds]
  )
  const settledLater =
    until === null ? new Map<string, Decimal>() : await loadSettledAfter(sql, account, until)
  return rows.map((row) => ({
    inventoryItemId: row.inventory_item_id,
    sku: row.sku,
    lotId: row.lot_id,
    unitCost: exact(row.unit_cost),
    consumed: exact(row.consumed),
    settled: exact(row.settled).minus(settledLater.get(keyOf(row)) ?? 0),
    invoiced: exact(row.invoiced),
  }))
}

const keyOf = (row: { lot_id: string; unit_cost: string }): string =>
  `${row.lot_id}\n${row.unit_cost}`

const loadSettledAfter = async (
  sql: Sql,
  account: InvoiceAccount,
  until: string
): Promise<Map<string, Decimal>> => {
  const rows = await sql<{
    lot_id: string
    unit_cost: string
    type: MovementType
    liable: boolean
    quantity: string
  }>(
    `select m.lot_id, m.unit_cost::text, m.type, m.liable, sum(m.quantity)::text as quantity
     from consignment_settlement s cross join ${movementsOf("s")} m
     where s.contractor_id = ? and s.direction = ? and s.currency_code = ? and s.status = 'closed'
       and ${isLater}
     group by m.lot_id, m.unit_cost, m.type, m.liable`,
    [...parametersOf(account), until]
  )
  const settled = new Map<string, Decimal>()
  for (const row of rows.filter((candidate) => effectOf(candidate).kind === "consumed")) {
    settled.set(keyOf(row), (settled.get(keyOf(row)) ?? ZERO).minus(row.quantity))
  }
  return settled
}

/** By item: settled up to the settlement `until`, less all that was invoiced; only what is above zero. */
export const loadBalances = async (
  sql: Sql,
  account: InvoiceAccount,
  until: string
): Promise<Map<string, Decimal>> => {
  const rows = await sql<{ inventory_item_id: string; balance: string }>(
    `select i.inventory_item_id, (i.settled - i.invoiced - coalesce(later.net, 0))::text as balance
     from consignment_account_item i
     left join lateral (
       select sum(l.net) as net from consignment_settlement s
       join consignment_settlement_line l on l.settlement_id = s.id
       where s.contractor_id = i.contractor_id and s.direction = i.direction and s.currency_code = i.currency_code
         and s.status = 'closed' and ${isLater}
         and l.inventory_item_id = i.inventory_item_id) later on true
     where i.contractor_id = ? and i.direction = ? and i.currency_code = ?
       and i.settled - i.invoiced - coalesce(later.net, 0) > 0
     order by i.sku collate "C", i.inventory_item_id`,
    [until, ...parametersOf(account)]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, exact(row.balance)]))
}

/** By item: consumed + remaining − invoiced, which is all that may be invoiced. */
export const loadLimits = async (
  sql: Sql,
  account: InvoiceAccount,
  itemIds: string[]
): Promise<Map<string, Decimal>> => {
  const rows = await sql<{ inventory_item_id: string; open: string }>(
    `select l.inventory_item_id, (sum(l.quantity_consumed + l.quantity_remaining) - coalesce(max(i.invoiced), 0))::text as open
     from consignment_lot l
     left join consignment_account_item i on i.contractor_id = l.contractor_id and i.direction = l.direction
       and i.currency_code = l.currency_code and i.inventory_item_id = l.inventory_item_id
     where l.contractor_id = ? and l.direction = ? and l.currency_code = ? and l.inventory_item_id = any(?::text[])
     group by l.inventory_item_id`,
    [...parametersOf(account), itemIds]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, exact(row.open)]))
}

export const loadLying = async (
  sql: Sql,
  account: InvoiceAccount,
  itemIds: string[]
): Promise<LyingStock[]> => {
  const rows = await sql<{
    inventory_item_id: string
    id: string
    quantity_remaining: string
    quantity_prepaid: string
  }>(
    `select inventory_item_id, id, quantity_remaining::text, quantity_prepaid::text from consignment_lot
     where contractor_id = ? and direction = ? and currency_code = ? and inventory_item_id = any(?::text[])
       and quantity_remaining > quantity_prepaid
     order by received_at, sequence`,
    [...parametersOf(account), itemIds]
  )
  return rows.map((row) => ({
    inventoryItemId: row.inventory_item_id,
    lotId: row.id,
    remaining: exact(row.quantity_remaining),
    prepaid: exact(row.quantity_prepaid),
  }))
}

export const loadPackSizes = async (
  sql: Sql,
  contractorId: string,
  itemIds: string[]
): Promise<Map<string, Decimal>> => {
  const rows = await sql<{ inventory_item_id: string; pack_size: string }>(
    `select inventory_item_id, pack_size::text from consignment_contractor_item
     where contractor_id = ? and inventory_item_id = any(?::text[]) and pack_size is not null and deleted_at is null`,
    [contractorId, itemIds]
  )
  return new Map(rows.map((row) => [row.inventory_item_id, exact(row.pack_size)]))
}

/** Carries what was invoiced, or credited where negative, on the account's items. */
export const carryInvoiced = async (
  sql: Sql,
  account: InvoiceAccount,
  quantities: { inventory_item_id: string; sku: string | null; quantity: string }[]
): Promise<void> => {
  await sql(
    `insert into consignment_account_item (contractor_id, direction, currency_code, inventory_item_id, sku, invoiced)
     select ?, ?, ?, inventory_item_id, min(sku), sum(quantity)
     from json_to_recordset(?::json) as line (inventory_item_id text, sku text, quantity numeric)
     group by inventory_item_id
     on conflict (contractor_id, direction, currency_code, inventory_item_id)
     do update set invoiced = consignment_account_item.invoiced + excluded.invoiced`,
    [...parametersOf(account), JSON.stringify(quantities)]
  )
}
