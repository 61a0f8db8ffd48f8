import { exact } from "../domain/quantity"
import type { SerialState } from "../domain/serial-register"
import { givenRows, type Sql } from "../database/sql"
import { refreshStates, type Holder } from "./refresh"
import { exposeUnits, snapshotOf } from "./write"

interface RestoredRow {
  id: string
  inventory_item_id: string
  line_id: string | null
  lot_id: string | null
  stock_location_id: string | null
  before: {
    state: SerialState
    is_held: boolean
    lot_id: string | null
    stock_location_id: string | null
    contractor_id: string | null
    allocation_id: string | null
  } | null
}

/**
 * Brings the units of a document that is taken back to where they were before it. Units that have moved since stay where
 * they are. Units that came with it are gone.
 */
export const restoreUnits = async (
  sql: Sql,
  documentId: string,
  reversalId: string
): Promise<void> => {
  const rows = await sql<RestoredRow>(
    `select s.id, s.inventory_item_id, first.line_id, s.lot_id, s.stock_location_id, first.before
     from consignment_serial_number s
     join lateral (
       select m.id, m.line_id, m.before from consignment_serial_move m
       where m.serial_id = s.id and m.document_id = ? order by m.id limit 1) first on true
     join lateral (
       select m.document_id from consignment_serial_move m where m.serial_id = s.id order by m.id desc limit 1) latest
       on latest.document_id = ?
     order by first.id`,
    [documentId, documentId]
  )
  const gaps = await sql<{
    lot_id: string | null
    stock_location_id: string
    inventory_item_id: string
    quantity: string
  }>(
    `insert into consignment_serial_gap (lot_id, stock_location_id, inventory_item_id, document_id, quantity)
     select g.lot_id, g.stock_location_id, g.inventory_item_id, ?, -least(sum(g.quantity), (
       select sum(known.quantity) from consignment_serial_gap known
       where known.inventory_item_id = g.inventory_item_id and known.lot_id is not distinct from g.lot_id
         and (g.lot_id is not null or known.stock_location_id = g.stock_location_id)))
     from consignment_serial_gap g where g.document_id = ? group by 1, 2, 3 having sum(g.quantity) <> 0
     returning lot_id, stock_location_id, inventory_item_id, quantity::text`,
    [reversalId, documentId]
  )
  if (rows.length > 0) {
    const before = givenRows("unit", { id: "text", before: "jsonb" }, rows)
    const latest = givenRows(
      "unit",
      { id: "text", line_id: "text", latest: "jsonb" },
      rows.map(({ id, line_id, lot_id, stock_location_id }) => ({
        id,
        line_id,
        latest: { lot_id, stock_location_id },
      }))
    )
    await sql(
      `with restored as (
         update consignment_serial_number s set updated_at = now(),
           state = coalesce(unit.before ->> 'state', 'returned'),
           is_held = coalesce((unit.before ->> 'is_held')::boolean, false),
           lot_id = case when unit.before is null then s.lot_id else unit.before ->> 'lot_id' end,
           stock_location_id = unit.before ->> 'stock_location_id',
           contractor_id = case when unit.before is null then s.contractor_id else unit.before ->> 'contractor_id' end,
           allocation_id = unit.before ->> 'allocation_id',
           is_exposed = coalesce((unit.before ->> 'is_exposed')::boolean, false)
         from ${before.statement}
         where s.id = unit.id returning s.*)
       insert into consignment_serial_move (serial_id, document_id, line_id, before, after)
       select restored.id, ?, unit.line_id, unit.latest, ${snapshotOf("restored")}
       from restored join ${latest.statement} on unit.id = restored.id
       order by unit.position`,
      [...before.parameters, reversalId, ...latest.parameters]
    )
  }
  await exposeUnits(sql, gaps.filter((gap) => exact(gap.quantity).gt(0)).map(toHolder))
  const holders: Holder[] = [
    ...rows.map((row) => ({ ...row, ...row.before })),
    ...rows,
    ...gaps,
  ].map(toHolder)
  await refreshStates(sql, holders)
}

const toHolder = (row: {
  lot_id: string | null
  stock_location_id: string | null
  inventory_item_id: string
}): Holder => ({
  lotId: row.lot_id,
  stockLocationId: row.stock_location_id ?? "",
  inventoryItemId: row.inventory_item_id,
})
