import type { OpenBusiness, OpenKind } from "../domain/open-business"
import { exact } from "../domain/quantity"
import { openFees } from "./open-fees"
import type { Sql } from "./sql"
import { isSettled } from "./settled"

/** The records about to be deleted: all that are named must match. */
export interface BusinessScope {
  contractorId?: string
  warehouseId?: string
  inventoryItemIds?: string[]
  stockLocationIds?: string[]
}

interface Part {
  statement: string
  parameters: unknown[]
}

/**
 * Counts the open business of a contractor, a warehouse, items or stock locations, in one statement and so at one instant.
 * Its cost grows with open lots, open costs, unsettled movements and returns for a fee, not with the history of the ledger.
 */
export const loadOpenBusiness = async (
  sql: Sql,
  scope: BusinessScope,
  kinds: readonly OpenKind[]
): Promise<OpenBusiness[]> => {
  const asked = new Set(kinds)
  const parts = [
    ...(asked.has("consigned") ? [consigned(scope)] : []),
    ...(asked.has("unsettled") ? [unsettledSales(scope), unsettledMovements(scope)] : []),
    ...(asked.has("uninvoiced") ? [uninvoiced(scope)] : []),
    ...(asked.has("return_fee") ? [returnFees(scope)] : []),
    ...(asked.has("draft_invoice") ? [draftInvoices(scope)] : []),
  ]
  const rows = await sql<{ kind: OpenKind; sku: string | null; quantity: string }>(
    `select kind, sku, sum(quantity)::text as quantity
     from (${parts.map((part) => part.statement).join("\nunion all ")}) open
     group by kind, sku having sum(quantity) <> 0 or sku is null
     order by kind, sku collate "C"`,
    parts.flatMap((part) => part.parameters)
  )
  return rows.map((row) => ({ ...row, quantity: exact(row.quantity) }))
}

const consigned = (scope: BusinessScope): Part => {
  const { statement, parameters } = within("l", scope)
  return {
    statement: `select 'consigned' as kind, coalesce(l.sku, l.inventory_item_id) as sku, l.quantity_remaining as quantity
      from consignment_lot l where l.quantity_remaining > 0 and ${statement}`,
    parameters,
  }
}

/** Sold and not settled, by item. */
const unsettledSales = (scope: BusinessScope): Part => {
  const owner = within("c", { contractorId: scope.contractorId })
  const lot = within("l", scope)
  return {
    // The first condition is that of the index.
    statement: `select 'unsettled', coalesce(l.sku, l.inventory_item_id), c.consumed - c.settled
      from consignment_lot_cost c join consignment_lot l on l.id = c.lot_id
      where (c.settled <> c.invoiced or c.consumed <> c.settled) and c.consumed <> c.settled
        and ${owner.statement} and ${lot.statement}`,
    parameters: [...owner.parameters, ...lot.parameters],
  }
}

/**
 * Whether any movement is unsettled. Sales and returns may net to nothing while each of them can still be returned or
 * reversed into its lot. A technical pair, posted and undone within one attempt of the host, counts nowhere.
 */
const unsettledMovements = (scope: BusinessScope): Part => {
  const account = within("a", { contractorId: scope.contractorId })
  const movement = within("m", scope)
  return {
    statement: `select 'unsettled', null, 0 where exists (
      select 1 from consignment_account a join consignment_movement m on m.contractor_id = a.contractor_id
        and m.direction = a.direction and m.currency_code = a.currency_code
      where not ${isSettled("m")} and not m.technical and ${account.statement} and ${movement.statement})`,
    parameters: [...account.parameters, ...movement.parameters],
  }
}

/** Balances that are not zero; of a location those of items with a cost there that is not invoiced as settled. */
const uninvoiced = ({ contractorId, inventoryItemIds, ...place }: BusinessScope): Part => {
  const item = within("i", { contractorId, inventoryItemIds })
  const lot = within("l", place)
  const isThere = `exists (
    select 1 from consignment_lot_cost c join consignment_lot l on l.id = c.lot_id
    where c.contractor_id = i.contractor_id and c.direction = i.direction and c.currency_code = i.currency_code
      and c.inventory_item_id = i.inventory_item_id and c.settled <> c.invoiced and ${lot.statement})`
  return {
    statement: `select case when i.settled > i.invoiced then 'uninvoiced' else 'over_invoiced' end,
        coalesce(i.sku, i.inventory_item_id), abs(i.settled - i.invoiced)
      from consignment_account_item i
      where i.settled <> i.invoiced and ${item.statement}${lot.parameters.length > 0 ? ` and ${isThere}` : ""}`,
    parameters: [...item.parameters, ...lot.parameters],
  }
}

/** Fees of a contractor or of items that no posted invoice has. */
const returnFees = ({ contractorId, inventoryItemIds }: BusinessScope): Part => {
  const movement = within("m", { contractorId, inventoryItemIds })
  return {
    statement: `select 'return_fee', coalesce(fee.sku, fee.inventory_item_id), fee.quantity
      from ${openFees(movement.statement, { withDrafts: false })} fee where fee.quantity > 0`,
    parameters: movement.parameters,
  }
}

const draftInvoices = (scope: BusinessScope): Part => {
  const invoice = within("d", { contractorId: scope.contractorId })
  return {
    statement: `select 'draft_invoice', null, count(*) from consignment_invoice d
      where d.status = 'draft' and d.deleted_at is null and ${invoice.statement} having count(*) > 0`,
    parameters: invoice.parameters,
  }
}

const within = (table: string, scope: BusinessScope): Part => {
  const conditions: Part[] = [
    ...equal(`${table}.contractor_id`, scope.contractorId),
    ...equal(`${table}.warehouse_id`, scope.warehouseId),
    ...oneOf(`${table}.inventory_item_id`, scope.inventoryItemIds),
    ...oneOf(`${table}.stock_location_id`, scope.stockLocationIds),
  ]
  return {
    statement: conditions.map(({ statement }) => statement).join(" and ") || "true",
    parameters: conditions.flatMap(({ parameters }) => parameters),
  }
}

const equal = (column: string, value: string | undefined): Part[] =>
  value === undefined ? [] : [{ statement: `${column} = ?`, parameters: [value] }]

const oneOf = (column: string, values: string[] | undefined): Part[] =>
  values === undefined ? [] : [{ statement: `${column} = any(?::text[])`, parameters: [values] }]
