import type { SerialState } from "../domain/serial-register"
import type { DocumentType } from "../domain/kinds"
import { toDate, type Instant } from "../database/column-table"
import type { Sql } from "../database/sql"

export interface SerialFilter {
  serial?: string
  inventory_item_id?: string
  lot_id?: string
  state?: SerialState
  limit: number
  offset: number
}

/** A document that a unit came or left with, or a loan. */
export interface SerialHistory {
  document_id: string
  document_type: DocumentType | null
  number: string | null
  effective_at: string
}

/** A unit with its serial number, and what happened to it, the latest first. */
export interface SerialNumberAnswer {
  id: string
  serial: string
  inventory_item_id: string
  sku: string | null
  state: SerialState
  lot_id: string | null
  stock_location_id: string | null
  contractor_id: string | null
  history: SerialHistory[]
}

type Row = Omit<SerialNumberAnswer, "history"> & {
  history: (Omit<SerialHistory, "effective_at"> & { effective_at: Instant })[]
}

const historyOf = `coalesce((
  select json_agg(json_build_object('document_id', past.document_id, 'document_type', past.type,
    'number', past.number, 'effective_at', past.effective_at) order by past.id)
  from (
    select distinct on (m.document_id) m.id, m.document_id, d.type, d.number,
      coalesce(d.effective_at, m.created_at) as effective_at
    from consignment_serial_move m left join consignment_document d on d.id = m.document_id
    where m.serial_id = s.id order by m.document_id, m.id) past), '[]')`

/** Lists units by serial number, and for each the documents that it moved with, the oldest first. */
export const listSerials = async (
  sql: Sql,
  { limit, offset, ...filter }: SerialFilter
): Promise<[SerialNumberAnswer[], number]> => {
  const named = Object.entries(filter).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  const where = named.map(([column]) => `s.${column} = ?`).join(" and ") || "true"
  const values = named.map(([, value]) => value)
  const rows = await sql<Row>(
    `select s.id, s.serial, s.inventory_item_id, s.sku, s.state, s.lot_id, s.stock_location_id, s.contractor_id,
       ${historyOf} as history
     from consignment_serial_number s where ${where}
     order by s.serial, s.inventory_item_id limit ? offset ?`,
    [...values, limit, offset]
  )
  const [total] = await sql<{ count: number }>(
    `select count(*)::int as count from consignment_serial_number s where ${where}`,
    values
  )
  return [rows.map(toAnswer), total?.count ?? 0]
}

/** The same for units by their ids, in the order of the serial numbers. */
export const readSerials = async (sql: Sql, ids: string[]): Promise<SerialNumberAnswer[]> => {
  const rows = await sql<Row>(
    `select s.id, s.serial, s.inventory_item_id, s.sku, s.state, s.lot_id, s.stock_location_id, s.contractor_id,
       ${historyOf} as history
     from consignment_serial_number s where s.id = any(?::text[]) order by s.serial`,
    [ids]
  )
  return rows.map(toAnswer)
}

const toAnswer = (row: Row): SerialNumberAnswer => ({
  ...row,
  history: row.history.map((past) => ({
    ...past,
    effective_at: toDate(past.effective_at).toISOString(),
  })),
})
