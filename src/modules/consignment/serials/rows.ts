import type { SerialState, SerialUnit } from "../domain/serial-register"
import type { Sql } from "../database/sql"

export interface SerialRow {
  id: string
  inventory_item_id: string
  serial: string
  sku: string | null
  state: SerialState
  is_held: boolean
  lot_id: string | null
  stock_location_id: string | null
  contractor_id: string | null
  allocation_id: string | null
  loan_line_id: string | null
  loan_ended: boolean
  root_lot_id: string | null
}

export const serialColumns = `s.id, s.inventory_item_id, s.serial, s.sku, s.state, s.is_held, s.lot_id,
  s.stock_location_id, s.contractor_id, s.allocation_id, s.loan_line_id, s.loan_ended,
  (select coalesce(l.origin_lot_id, l.id) from consignment_lot l where l.id = s.lot_id) as root_lot_id`

export const toSerialUnit = (row: SerialRow): SerialUnit => ({
  id: row.id,
  inventoryItemId: row.inventory_item_id,
  serial: row.serial,
  sku: row.sku,
  state: row.state,
  isHeld: row.is_held,
  lotId: row.lot_id,
  rootLotId: row.root_lot_id,
  stockLocationId: row.stock_location_id,
  contractorId: row.contractor_id,
  allocationId: row.allocation_id,
  loanLineId: row.loan_line_id,
})

/** The rows of named serial numbers. */
export const loadNamed = async (
  sql: Sql,
  named: { inventoryItemId: string; serial: string }[]
): Promise<SerialRow[]> =>
  named.length === 0
    ? []
    : await sql<SerialRow>(
        `select ${serialColumns} from consignment_serial_number s
         where (s.inventory_item_id, s.serial) in (select * from unnest(?::text[], ?::text[]))`,
        [named.map((one) => one.inventoryItemId), named.map((one) => one.serial)]
      )
