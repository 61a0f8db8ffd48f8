import { beginPosting } from "../../database/begin-posting"
import type { Sql } from "../../database/sql"

/** An item of the host by its SKU of today. */
export interface NamedItem {
  inventory_item_id: string
  sku: string | null
}

const named = "json_to_recordset(?::json) as named (inventory_item_id text, sku text)"

/** What is looked for and printed by an item's SKU of today; posted documents keep the one they were posted with. */
const current = [
  ["consignment_account_item", ""],
  ["consignment_contractor_item", ""],
  ["consignment_warehouse_item", ""],
  [
    "consignment_document_line",
    "and t.document_id in (select id from consignment_document where status = 'draft')",
  ],
  [
    "consignment_invoice_line",
    "and t.invoice_id in (select id from consignment_invoice where status = 'draft')",
  ],
] as const

/** Takes over the SKUs that the host has changed. */
export const renameItems = async (sql: Sql, items: NamedItem[]): Promise<void> => {
  if (items.length === 0) return
  const changed = JSON.stringify(items)
  await beginPosting(sql)
  // Lots are locked by id, as postings lock them.
  await sql(
    `with renamed as (
       select l.id, named.sku from consignment_lot l join ${named} using (inventory_item_id)
       where l.sku is distinct from named.sku order by l.id for update of l)
     update consignment_lot l set sku = renamed.sku from renamed where l.id = renamed.id`,
    [changed]
  )
  for (const [table, condition] of current) {
    await sql(
      `update ${table} t set sku = named.sku from ${named}
       where t.inventory_item_id = named.inventory_item_id and t.sku is distinct from named.sku ${condition}`,
      [changed]
    )
  }
}

/** The items that the ledger knows, by the SKU that it knows. */
export const listKnownItems = async (sql: Sql): Promise<NamedItem[]> =>
  await sql<NamedItem>(
    `select distinct inventory_item_id, sku from consignment_lot
     union select inventory_item_id, sku from consignment_contractor_item where deleted_at is null
     union select inventory_item_id, sku from consignment_warehouse_item`
  )
