import { lockMasterData } from "../database/locks"
import { ConsignmentError, notFound } from "../domain/errors"
import { updateRow, type Row, type Sql } from "../database/sql"

export { lockName } from "../database/locks"

export type MasterDataTable =
  | "consignment_agreement"
  | "consignment_contractor"
  | "consignment_contractor_item"
  | "consignment_settings"
  | "consignment_warehouse"

export type MasterDataRow = { id: string } & Row

/**
 * Reads one row that nobody else may change, or refer to by a posting, until the transaction ends.
 * Throws: NOT_FOUND.
 */
export const lockRow = async <T>(sql: Sql, table: MasterDataTable, id: string): Promise<T> => {
  const row = await lockMasterData<T>(sql, table, id)
  if (!row) throw notFound(table.replace("consignment_", ""), id)
  return row
}

/** Puts a row back as it was; when it was created has not changed, and would lose its microseconds. */
export const restoreRow = async (
  sql: Sql,
  table: MasterDataTable,
  { id, created_at: _, ...before }: MasterDataRow
): Promise<void> => {
  await updateRow(sql, requireMasterData(table), id, before)
}

/** Takes back a row whose creation is undone. */
export const removeRow = async (sql: Sql, table: MasterDataTable, id: string): Promise<void> => {
  await sql(`delete from ${requireMasterData(table)} where id = ?`, [id])
}

const masterDataTables: readonly string[] = [
  "consignment_agreement",
  "consignment_contractor",
  "consignment_contractor_item",
  "consignment_settings",
  "consignment_warehouse",
] satisfies MasterDataTable[]

/** Names of tables become SQL, so those of other modules' callers are checked at run time, too. */
const requireMasterData = (table: MasterDataTable): MasterDataTable => {
  if (masterDataTables.includes(table)) return table
  throw new ConsignmentError("INVALID_DATA", `${table} holds no master data.`, { path: "table" })
}

/** As the host does: a key with an empty text goes, keys that are not named stay. */
export const mergeMetadata = (current: Row | null, change: Row | null | undefined): Row | null =>
  change ? withoutEmpty({ ...current, ...change }) : change === null ? null : current

const withoutEmpty = (metadata: Row): Row =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== ""))
