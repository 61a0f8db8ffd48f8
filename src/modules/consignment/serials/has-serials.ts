import { queryOf, type Query } from "../database/together"

/** Whether units of the items are known by their serial numbers. */
export const hasSerials = (inventoryItemIds: string[]): Query<boolean> =>
  queryOf(
    `select 1 from consignment_serial_number where inventory_item_id = any(?::text[]) limit 1`,
    [[...new Set(inventoryItemIds)]],
    (rows) => rows.length > 0
  )
