import { trimmed } from "../../domain/quantity"
import type { Sql } from "../../database/sql"
import { toDate, type Instant } from "../../database/column-table"
import { movementsOf } from "../../database/settled"

/** A movement of a settlement with what people call its document and item. */
export interface SettledMovementAnswer {
  sequence: string
  type: string
  document_number: string
  inventory_item_id: string
  sku: string | null
  lot_id: string
  quantity: string
  unit_cost: string
  branch_code: string | null
  effective_at: string
  late: boolean
}

/** One page in the order of posting, after a sequence; any number of movements is read without holding more. */
export const readSettledMovements = async (
  sql: Sql,
  settlementId: string,
  after: string,
  limit: number
): Promise<SettledMovementAnswer[]> => {
  const rows = await sql<Omit<SettledMovementAnswer, "effective_at"> & { effective_at: Instant }>(
    `select m.sequence::text, m.type, d.number as document_number, m.inventory_item_id, l.sku, m.lot_id,
       m.quantity::text, m.unit_cost::text, m.branch_code, m.effective_at, m.late
     from (select m.* from consignment_settlement s cross join ${movementsOf("s")} m
       where s.id = ? and s.status = 'closed' and m.sequence > ?::bigint order by m.sequence limit ?) m
     join consignment_document d on d.id = m.document_id
     join consignment_lot l on l.id = m.lot_id
     order by m.sequence`,
    [settlementId, after, limit]
  )
  return rows.map((row) => ({
    ...row,
    quantity: trimmed(row.quantity),
    unit_cost: trimmed(row.unit_cost),
    effective_at: toDate(row.effective_at).toISOString(),
  }))
}

export const countSettledMovements = async (sql: Sql, settlementId: string): Promise<number> => {
  const [row] = await sql<{ count: number }>(
    `select count(*)::int as count from consignment_settlement s cross join ${movementsOf("s")} m
     where s.id = ? and s.status = 'closed'`,
    [settlementId]
  )
  return row?.count ?? 0
}
