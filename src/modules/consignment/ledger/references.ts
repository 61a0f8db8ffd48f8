import { ConsignmentError, refuseLines, type RefusedLine } from "../domain/errors"
import type { Warehouse } from "../domain/stock"
import type { Sql } from "../sql"
import { toWarehouse, warehouseColumns, type WarehouseRow } from "./rows"

/** Throws: INVALID_DATA with the path of a reference that leads nowhere. */
const refuseUnknown = (path: string, id: string): never => {
  throw new ConsignmentError("INVALID_DATA", `${path} ${id} is unknown.`, {
    path,
    fields: [{ path, message: `${id} is unknown.` }],
  })
}

/** The share lock keeps the row as it is until the posting commits: what is deleted or moved meanwhile waits. */
export const requireWarehouse = async (
  sql: Sql,
  id: string,
  path = "warehouse_id"
): Promise<Warehouse> => {
  const [row] = await sql<WarehouseRow>(
    `select ${warehouseColumns} from consignment_warehouse w where w.id = ? and w.deleted_at is null for share`,
    [id]
  )
  return row ? toWarehouse(row) : refuseUnknown(path, id)
}

export const requireContractor = async (sql: Sql, id: string): Promise<void> => {
  const [row] = await sql(
    `select id from consignment_contractor where id = ? and deleted_at is null for share`,
    [id]
  )
  if (!row) refuseUnknown("contractor_id", id)
}

export const findWarehouseAt = async (
  sql: Sql,
  stockLocationId: string
): Promise<Warehouse | null> => {
  const [row] = await sql<WarehouseRow>(
    `select ${warehouseColumns} from consignment_warehouse w where w.stock_location_id = ? and w.deleted_at is null`,
    [stockLocationId]
  )
  return row ? toWarehouse(row) : null
}

/** Throws: NOT_FOUND. */
export const refuseMissingDocument = (id: string): never => {
  throw new ConsignmentError("NOT_FOUND", `Document ${id} was not found.`, { id })
}

/** Throws: INVALID_DATA naming every line whose reference leads nowhere. */
export const refuseUnknownOnLines = (
  path: string,
  lines: { index: number; value: string | null }[],
  known: ReadonlySet<string>
): void => {
  const refused = lines.flatMap(({ index, value }): RefusedLine[] =>
    value === null || known.has(value)
      ? []
      : [{ index, code: "INVALID_DATA", path, message: `${path} ${value} is unknown.` }]
  )
  refuseLines("INVALID_DATA", refused)
}

export const loadBackdatingDays = async (sql: Sql): Promise<number | null> => {
  const [row] = await sql<{ allow_backdating_days: number | null }>(
    `select allow_backdating_days from consignment_settings where deleted_at is null limit 1`
  )
  return row?.allow_backdating_days ?? null
}

/** Throws: NOT_CONSIGNMENT_WAREHOUSE. */
export const requireInbound = (warehouse: Warehouse): Warehouse => {
  if (warehouse.direction === "inbound") return warehouse
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "Only in an inbound warehouse lie goods of contractors.",
    { warehouse_id: warehouse.id }
  )
}
