import { serialKey } from "../../domain/serial-numbers"
import type { Sql } from "../../database/sql"

/** Which of the lines' serial numbers lie in open lots, whoever owns them; nobody else adds one to these items meanwhile. */
export const loadHeldSerials = async (
  sql: Sql,
  lines: { inventoryItemId: string; serialNumbers: string[] }[]
): Promise<ReadonlySet<string>> => {
  const named = lines.filter((line) => line.serialNumbers.length > 0)
  if (named.length === 0) return new Set()
  const itemIds = [...new Set(named.map((line) => line.inventoryItemId))].sort()
  // The items are locked one after the other, in the order of their ids.
  await sql(
    `select pg_advisory_xact_lock(hashtextextended('consignment-serials:' || item, 0))
     from unnest(?::text[]) as item`,
    [itemIds]
  )
  const rows = await sql<{ inventory_item_id: string; serial_number: string }>(
    `select distinct l.inventory_item_id, s.serial_number
     from consignment_lot l cross join lateral jsonb_array_elements_text(l.serial_numbers) as s (serial_number)
     where l.quantity_remaining > 0 and l.serial_numbers is not null and l.inventory_item_id = any(?::text[])
       and s.serial_number = any(?::text[])`,
    [itemIds, named.flatMap((line) => line.serialNumbers)]
  )
  return new Set(rows.map((row) => serialKey(row.inventory_item_id, row.serial_number)))
}
