import type { Decimal } from "decimal.js"
import { toText } from "../domain/quantity"
import type { SerialState } from "../domain/serial-register"
import { givenRows, type Sql } from "../database/sql"
import type { Holder } from "./refresh"

/** A unit and where a document brings it. */
export interface PlacedUnit {
  id: string
  inventoryItemId: string
  serial: string
  sku: string | null
  lineId: string | null
  state: SerialState
  isHeld: boolean
  lotId: string | null
  stockLocationId: string | null
  contractorId: string | null
  allocationId: string | null
  /** It may be one of the units that left its holder unnamed. */
  isExposed?: boolean
  /** A unit that was not known before came from own stock there. */
  cameFromOwnAt?: string | null
}

/** Known units of a holder that left it unnamed, added. */
export type GapChange = Holder & {
  quantity: Decimal
  /** All units that the holder still has may be among those that left. */
  exposes?: boolean
}

/** Where a unit `s` is, as its history keeps it. */
export const snapshotOf = (
  alias: string
): string => `jsonb_build_object('state', ${alias}.state, 'is_held', ${alias}.is_held,
  'lot_id', ${alias}.lot_id, 'stock_location_id', ${alias}.stock_location_id, 'contractor_id', ${alias}.contractor_id,
  'allocation_id', ${alias}.allocation_id, 'is_exposed', ${alias}.is_exposed)`

const unitColumns = `id text, inventory_item_id text, serial text, sku text, line_id text, state text, is_held boolean,
  lot_id text, stock_location_id text, contractor_id text, allocation_id text, is_exposed boolean`

/** Writes units and, unless they are only registered, their history. A unit that arrives again is lent to nobody. */
export const writeUnits = async (
  sql: Sql,
  documentId: string | null,
  units: PlacedUnit[]
): Promise<void> => {
  if (units.length === 0) return
  const json = JSON.stringify(
    units.map((unit) => ({
      id: unit.id,
      inventory_item_id: unit.inventoryItemId,
      serial: unit.serial,
      sku: unit.sku,
      line_id: unit.lineId,
      state: unit.state,
      is_held: unit.isHeld,
      lot_id: unit.lotId,
      stock_location_id: unit.stockLocationId,
      contractor_id: unit.contractorId,
      allocation_id: unit.allocationId,
      is_exposed: unit.isExposed === true,
    }))
  )
  const known = await sql<{ id: string; before: string }>(
    `select s.id, ${snapshotOf("s")}::text as before from consignment_serial_number s where s.id = any(?::text[])`,
    [units.map((unit) => unit.id)]
  )
  await sql(
    `insert into consignment_serial_number as s
       (id, inventory_item_id, serial, sku, state, is_held, lot_id, stock_location_id, contractor_id, allocation_id, is_exposed)
     select id, inventory_item_id, serial, sku, state, is_held, lot_id, stock_location_id, contractor_id, allocation_id, is_exposed
     from json_to_recordset(?::json) as unit (${unitColumns})
     on conflict (inventory_item_id, serial) do update set state = excluded.state, is_held = excluded.is_held,
       lot_id = excluded.lot_id, stock_location_id = excluded.stock_location_id,
       contractor_id = excluded.contractor_id, allocation_id = excluded.allocation_id,
       is_exposed = excluded.is_exposed,
       loan_line_id = case when excluded.is_held and not s.is_held then null else s.loan_line_id end,
       loan_ended = s.loan_ended and (s.is_held or not excluded.is_held), updated_at = now()`,
    [json]
  )
  if (documentId === null) return
  const before = new Map(known.map((row) => [row.id, JSON.parse(row.before) as object]))
  const moved = givenRows(
    "unit",
    { id: "text", line_id: "text", before: "jsonb" },
    units.map((unit) => ({
      id: unit.id,
      line_id: unit.lineId,
      before: before.get(unit.id) ?? toOwnBefore(unit),
    }))
  )
  await sql(
    `insert into consignment_serial_move (serial_id, document_id, line_id, before, after)
     select s.id, ?, unit.line_id, unit.before, ${snapshotOf("s")}
     from ${moved.statement}
     join consignment_serial_number s on s.id = unit.id order by unit.position`,
    [documentId, ...moved.parameters]
  )
}

/** Where a unit was that nobody had registered. */
const toOwnBefore = ({ cameFromOwnAt }: PlacedUnit): object | null =>
  cameFromOwnAt
    ? {
        state: "own",
        is_held: true,
        lot_id: null,
        stock_location_id: cameFromOwnAt,
        contractor_id: null,
        allocation_id: null,
        is_exposed: false,
      }
    : null

export const changeGaps = async (
  sql: Sql,
  documentId: string | null,
  changes: GapChange[]
): Promise<void> => {
  const rows = changes.filter((change) => !change.quantity.isZero())
  if (rows.length === 0) return
  await sql(
    `insert into consignment_serial_gap (lot_id, stock_location_id, inventory_item_id, document_id, quantity)
     select lot_id, stock_location_id, inventory_item_id, ?, quantity
     from json_to_recordset(?::json) as change (lot_id text, stock_location_id text, inventory_item_id text, quantity numeric)`,
    [
      documentId,
      JSON.stringify(
        rows.map((change) => ({
          lot_id: change.lotId,
          stock_location_id: change.stockLocationId,
          inventory_item_id: change.inventoryItemId,
          quantity: toText(change.quantity),
        }))
      ),
    ]
  )
  await exposeUnits(
    sql,
    rows.filter((change) => change.exposes)
  )
}

/** Each unit that these holders have may be one of those that left unnamed. */
export const exposeUnits = async (sql: Sql, holders: Holder[]): Promise<void> => {
  if (holders.length === 0) return
  const places = holders.filter((holder) => holder.lotId === null)
  await sql(
    `update consignment_serial_number set is_exposed = true where is_held and loan_line_id is null
       and (lot_id = any(?::text[]) or (lot_id is null
         and (stock_location_id, inventory_item_id) in (select * from unnest(?::text[], ?::text[]))))`,
    [
      holders.flatMap((holder) => holder.lotId ?? []),
      places.map((place) => place.stockLocationId),
      places.map((place) => place.inventoryItemId),
    ]
  )
}
