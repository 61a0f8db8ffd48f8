import { ConsignmentError, refuseLines, type RefusedLine } from "../../domain/errors"
import type { Warehouse } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import { toWarehouse, warehouseColumns, type WarehouseRow } from "../../database/rows"

/** A field of a document that names what does not exist. */
interface UnknownReference {
  path: string
  id: string
}

/** Throws: INVALID_DATA with the path of every reference that leads nowhere. */
const refuseUnknown = (unknown: UnknownReference[]): never => {
  const fields = unknown.map(({ path, id }) => ({ path, message: `${id} is unknown.` }))
  const named = unknown.map(({ path, id }) => `${path} ${id}`).join(", ")
  throw new ConsignmentError("INVALID_DATA", `Unknown: ${named}.`, {
    path: fields[0]?.path,
    fields,
  })
}

/** The share lock keeps the row as it is until the posting commits: what is deleted or moved meanwhile waits. */
const findWarehouse = async (sql: Sql, id: string): Promise<Warehouse | null> => {
  const [row] = await sql<WarehouseRow>(
    `select ${warehouseColumns} from consignment_warehouse w where w.id = ? and w.deleted_at is null for share`,
    [id]
  )
  return row ? toWarehouse(row) : null
}

const hasContractor = async (sql: Sql, id: string): Promise<boolean> => {
  const rows = await sql(
    `select id from consignment_contractor where id = ? and deleted_at is null for share`,
    [id]
  )
  return rows.length > 0
}

export const requireWarehouse = async (
  sql: Sql,
  id: string,
  path = "warehouse_id"
): Promise<Warehouse> => (await findWarehouse(sql, id)) ?? refuseUnknown([{ path, id }])

export const requireContractor = async (sql: Sql, id: string): Promise<void> => {
  if (!(await hasContractor(sql, id))) refuseUnknown([{ path: "contractor_id", id }])
}

/** The warehouse of a document and, if it names one, its contractor. Throws: INVALID_DATA naming each that is unknown. */
export const requireParties = async (
  sql: Sql,
  { warehouse_id, contractor_id }: { warehouse_id: string; contractor_id?: string }
): Promise<Warehouse> => {
  const warehouse = await findWarehouse(sql, warehouse_id)
  const isKnown = contractor_id === undefined || (await hasContractor(sql, contractor_id))
  if (warehouse && isKnown) return warehouse
  return refuseUnknown([
    ...(warehouse ? [] : [{ path: "warehouse_id", id: warehouse_id }]),
    ...(isKnown ? [] : [{ path: "contractor_id", id: contractor_id }]),
  ])
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

/** Throws: NOT_CONSIGNMENT_WAREHOUSE. */
export const requireInbound = (warehouse: Warehouse): Warehouse => {
  if (warehouse.direction === "inbound") return warehouse
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "Only in an inbound warehouse lie goods of contractors.",
    { warehouse_id: warehouse.id }
  )
}

/** A customer's warehouse. Throws: NOT_CONSIGNMENT_WAREHOUSE. */
export const requireOutbound = (warehouse: Warehouse): Warehouse & { contractorId: string } => {
  const { direction, contractorId } = warehouse
  if (direction === "outbound" && contractorId !== null) return { ...warehouse, contractorId }
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "Only in an outbound warehouse lie goods of ours at a customer.",
    { warehouse_id: warehouse.id }
  )
}
