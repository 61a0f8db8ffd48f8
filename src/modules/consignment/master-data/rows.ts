import { notFound } from "../domain/errors"
import { exact, type Quantity } from "../domain/quantity"
import { updateRow, type Row, type Sql } from "../database/sql"

export type MasterDataTable =
  | "consignment_agreement"
  | "consignment_contractor"
  | "consignment_settings"
  | "consignment_warehouse"

export type MasterDataRow = { id: string } & Row

/**
 * Reads one row that nobody else may change, or refer to by a posting, until the transaction ends.
 * Throws: NOT_FOUND.
 */
export const lockRow = async <T>(sql: Sql, table: MasterDataTable, id: string): Promise<T> => {
  const [row] = await sql<T>(
    `select * from ${table} where id = ? and deleted_at is null for update`,
    [id]
  )
  if (!row) throw notFound(table.replace("consignment_", ""), id)
  return row
}

export const restoreRow = async (
  sql: Sql,
  table: MasterDataTable,
  { id, ...before }: MasterDataRow
): Promise<void> => {
  await updateRow(sql, table, id, before)
}

/** Lets one transaction at a time decide on a name that has to stay unique. */
export const lockName = async (sql: Sql, name: string): Promise<void> => {
  await sql("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`consignment:${name}`])
}

type LotColumn = "contractor_id" | "inventory_item_id" | "warehouse_id"

/** How many pieces are left in the lots with these values. */
export const loadConsigned = async (
  sql: Sql,
  where: Partial<Record<LotColumn, string>>
): Promise<Quantity> => {
  const conditions = Object.keys(where).map((column) => `${column} = ?`)
  const [row] = await sql<{ quantity: string }>(
    `select coalesce(sum(quantity_remaining), 0)::text as quantity from consignment_lot
     where quantity_remaining > 0 and ${conditions.join(" and ")}`,
    Object.values(where)
  )
  return exact(row?.quantity ?? 0)
}

/** As the host does: a key with an empty text goes, keys that are not named stay. */
export const mergeMetadata = (current: Row | null, change: Row | null | undefined): Row | null =>
  change ? withoutEmpty({ ...current, ...change }) : change === null ? null : current

const withoutEmpty = (metadata: Row): Row =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== ""))
