import type { Sql } from "../../database/sql"
import { exact } from "../../domain/quantity"
import { beginPosting } from "../../database/begin-posting"
import { loadNamed, type SerialRow } from "../../serials/rows"
import { refreshStates } from "../../serials/refresh"
import { writeUnits, type PlacedUnit } from "../../serials/write"
import type { SettlementLineBody } from "../bodies"
import type { PeerLot } from "../lots"

type Line = SettlementLineBody & { lot: PeerLot }

/** A unit that came back and one that left instead, at the same cost. */
interface Exchange {
  lot: PeerLot
  left: SerialRow
  back: SerialRow
}

/** Single units named by a line of the holder's settlement, as far as our register agrees. */
export interface SettledUnits {
  /** Of a sale: its units; empty if not all of them are known. */
  sold: string[]
  /** Of a return: its units with the allocations by which they were sold; empty if not all of them are known. */
  returned: { serial: string; allocationId: string }[]
  exchanged: Exchange[]
}

/** Reads what our register knows of the units that a settlement names. */
export const loadSettledUnits = async (sql: Sql, line: Line): Promise<SettledUnits> => {
  const { lot, quantity } = line
  const rows = async (serials: string[]) =>
    await loadNamed(
      sql,
      serials.map((serial) => ({ inventoryItemId: lot.inventory_item_id, serial }))
    )
  const left = (await rows(line.serial_numbers_out ?? [])).filter(
    (row) => row.is_held && row.lot_id === lot.id
  )
  const back = (await rows(line.serial_numbers_in ?? [])).filter(
    (row) => !row.is_held && row.state === "sold" && row.lot_id === lot.id
  )
  const exchanged = left
    .slice(0, back.length)
    .flatMap((row, index) => (back[index] ? { lot, left: row, back: back[index] } : []))
  const sold = left.slice(exchanged.length).map(({ serial }) => serial)
  const returned = back
    .slice(exchanged.length)
    .flatMap(({ serial, allocation_id: allocationId }) =>
      allocationId ? { serial, allocationId } : []
    )
  return {
    sold: exact(quantity).eq(sold.length) ? sold : [],
    returned: exact(quantity).negated().eq(returned.length) ? returned : [],
    exchanged,
  }
}

/** The returned unit takes the place in stock of the unit that was sold instead of it. */
export const exchangeUnits = async (
  sql: Sql,
  documentId: string,
  exchanges: Exchange[]
): Promise<void> => {
  if (exchanges.length === 0) return
  await beginPosting(sql)
  const placed = exchanges.flatMap(({ left, back }) => [toPlaced(left, back), toPlaced(back, left)])
  await writeUnits(sql, documentId, placed)
  await refreshStates(
    sql,
    exchanges.map(({ lot, left }) => ({
      lotId: lot.id,
      stockLocationId: left.stock_location_id ?? "",
      inventoryItemId: lot.inventory_item_id,
    }))
  )
}

const toPlaced = (unit: SerialRow, other: SerialRow): PlacedUnit => ({
  id: unit.id,
  inventoryItemId: unit.inventory_item_id,
  serial: unit.serial,
  sku: unit.sku,
  lineId: null,
  state: other.is_held ? "in_lot" : "sold",
  isHeld: other.is_held,
  lotId: other.lot_id,
  stockLocationId: other.stock_location_id,
  contractorId: other.contractor_id,
  allocationId: other.allocation_id,
})
