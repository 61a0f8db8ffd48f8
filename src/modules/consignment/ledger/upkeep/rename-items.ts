import { lotsToRename } from "../../database/locks"
import { beginPosting } from "../../database/begin-posting"
import { givenRows, type Sql } from "../../database/sql"

/** An item of the host by its SKU of today. */
export interface NamedItem {
  inventory_item_id: string
  sku: string | null
}

/** Tables that follow an item's present SKU; posted documents keep the one they were posted with. */
const current = [
  ["consignment_account_item", ""],
  ["consignment_contractor_item", ""],
  ["consignment_contractor_price", ""],
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
  const { statement: named, parameters } = givenRows(
    "named",
    { inventory_item_id: "text", sku: "text" },
    items
  )
  await beginPosting(sql)
  await sql(
    `with renamed as (
       ${lotsToRename(named)})
     update consignment_lot l set sku = renamed.sku from renamed where l.id = renamed.id`,
    parameters
  )
  for (const [table, condition] of current) {
    await sql(
      `update ${table} t set sku = named.sku from ${named}
       where t.inventory_item_id = named.inventory_item_id and t.sku is distinct from named.sku ${condition}`,
      parameters
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
