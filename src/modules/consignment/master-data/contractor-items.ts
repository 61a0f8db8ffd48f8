import { refuseOpenBusiness } from "../domain/open-business"
import { loadOpenBusiness } from "../database/open-business"
import { refuseOtherOwners, refuseRepeatedItems, type ItemMark } from "../domain/contractor-item"
import type { Row, Sql } from "../database/sql"
import { newId } from "../database/new-id"
import { toContractorItem, type ContractorItemRow, type ContractorRow } from "./answers"
import { notFound } from "../domain/errors"
import { lockName, lockRow } from "./rows"

export type { ContractorItemRow } from "./answers"

export interface MarkContractorItems {
  contractor_id: string
  items: ItemMark[]
}

export interface UnmarkContractorItem {
  contractor_id: string
  inventory_item_id: string
}

/** Items that a marking has added, and the earlier state of the others. */
export interface MarkedBefore {
  created_ids: string[]
  changed: ContractorItemRow[]
}

const table = "consignment_contractor_item"

const columns = "id, contractor_id, inventory_item_id, sku, contractor_sku, unit_cost, pack_size"

/** Throws: NOT_FOUND, INVALID_DATA (an item is named twice, or has another owner where the store allows one). */
export const markContractorItems = async (
  sql: Sql,
  { contractor_id, items }: MarkContractorItems,
  { singleOwner }: { singleOwner: boolean }
) => {
  refuseRepeatedItems(items)
  await lockRow<ContractorRow>(sql, "consignment_contractor", contractor_id)
  if (singleOwner) await refuseOwned(sql, contractor_id, items)
  const changed = await loadMarks(
    sql,
    contractor_id,
    items.map((item) => item.inventory_item_id)
  )
  const changedByItem = new Map(changed.map((row) => [row.inventory_item_id, row]))
  const rows = items.map((item) => {
    const { id, ...known } = changedByItem.get(item.inventory_item_id) ?? newMark()
    return { ...known, ...item, contractor_id, id }
  })
  const marked = await upsertMarks(sql, rows)
  const markedByItem = new Map(marked.map((row) => [row.inventory_item_id, row]))
  const isNew = (item: ItemMark): boolean => !changedByItem.has(item.inventory_item_id)
  const before: MarkedBefore = {
    created_ids: items
      .filter(isNew)
      .flatMap((item) => markedByItem.get(item.inventory_item_id)?.id ?? []),
    changed,
  }
  const answered = items.flatMap((item) => markedByItem.get(item.inventory_item_id) ?? [])
  return { items: answered.map(toContractorItem), before }
}

/** Marks are made one request after the other, so that each sees the owners that the others have named. */
const refuseOwned = async (sql: Sql, contractorId: string, items: ItemMark[]): Promise<void> => {
  await lockName(sql, "item owners")
  const owned = await sql<{ inventory_item_id: string; contractor_id: string; code: string }>(
    `select m.inventory_item_id, m.contractor_id, c.code from ${table} m
     join consignment_contractor c on c.id = m.contractor_id and c.deleted_at is null
     where m.inventory_item_id = any(?::text[]) and m.contractor_id <> ? and m.deleted_at is null
     order by c.code`,
    [items.map((item) => item.inventory_item_id), contractorId]
  )
  refuseOtherOwners(items, owned)
}

const newMark = () => ({
  id: newId("conitem"),
  contractor_sku: null,
  unit_cost: null,
  pack_size: null,
})

const loadMarks = (
  sql: Sql,
  contractorId: string,
  itemIds: string[]
): Promise<ContractorItemRow[]> =>
  sql<ContractorItemRow>(
    `select * from ${table}
     where contractor_id = ? and inventory_item_id = any(?::text[]) and deleted_at is null`,
    [contractorId, itemIds]
  )

const upsertMarks = (sql: Sql, rows: Row[]): Promise<ContractorItemRow[]> =>
  sql<ContractorItemRow>(
    `insert into ${table} (${columns})
     select ${columns} from json_populate_recordset(null::${table}, ?::json)
     on conflict (contractor_id, inventory_item_id) where deleted_at is null
     do update set sku = excluded.sku, contractor_sku = excluded.contractor_sku,
       unit_cost = excluded.unit_cost, pack_size = excluded.pack_size, updated_at = now()
     returning *`,
    [JSON.stringify(rows)]
  )

export const undoMarkContractorItems = async (sql: Sql, before: MarkedBefore): Promise<void> => {
  await sql(`delete from ${table} where id = any(?::text[])`, [before.created_ids])
  await upsertMarks(sql, before.changed)
}

/** Answers the id of the mark that went. */
export const unmarkContractorItem = async (
  sql: Sql,
  { contractor_id, inventory_item_id }: UnmarkContractorItem
): Promise<string> => {
  await lockRow<ContractorRow>(sql, "consignment_contractor", contractor_id)
  const [mark] = await loadMarks(sql, contractor_id, [inventory_item_id])
  if (!mark) throw notFound("contractor_item", inventory_item_id)
  const scope = { contractorId: contractor_id, inventoryItemIds: [inventory_item_id] }
  // A mark only allows receipts: sales go on to be settled, invoiced and returned without it.
  const consigned = await loadOpenBusiness(sql, scope, ["consigned"])
  refuseOpenBusiness("The item cannot be taken from its owner", consigned, {
    contractor_id,
    inventory_item_id,
  })
  await sql(`update ${table} set deleted_at = now() where id = ?`, [mark.id])
  return mark.id
}
