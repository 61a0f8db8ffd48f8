import { lockingRows } from "../../database/locks"
import { ConsignmentError, refuseLines, type RefusedLine } from "../../domain/errors"
import type { Warehouse } from "../../domain/stock"
import type { Sql } from "../../database/sql"
import {
  queryOf,
  read,
  readTogether,
  type Queries,
  type Query,
  type ResultsOf,
} from "../../database/together"
import { toWarehouse, warehouseColumns } from "../../database/tables"

/** A field of a document that names what does not exist. */
interface UnknownReference {
  path: string
  id: string
}

/** Throws: INVALID_DATA with the path of every reference that leads nowhere. */
const refuseUnknown = (unknown: UnknownReference[]): never => {
  const fields = unknown.map(({ path, id }) => ({
    path,
    message: `${id} is unknown.`,
    reason: "unknown",
  }))
  const named = unknown.map(({ path, id }) => `${path} ${id}`).join(", ")
  throw new ConsignmentError("INVALID_DATA", `Unknown: ${named}.`, {
    path: fields[0]?.path,
    fields,
  })
}

/** The share lock keeps the row as it is until the posting commits: what is deleted or moved meanwhile waits. */
const warehouseOf = (id: string): Query<Warehouse | null> =>
  queryOf<object, Warehouse | null>(
    lockingRows("usedWarehouse", warehouseColumns),
    [id],
    ([row]) => (row ? toWarehouse(row) : null)
  )

const isContractor = (id: string): Query<boolean> =>
  queryOf(lockingRows("usedContractor", "id"), [id], (rows) => rows.length > 0)

export const requireWarehouse = async (
  sql: Sql,
  id: string,
  path = "warehouse_id"
): Promise<Warehouse> => (await read(sql, warehouseOf(id))) ?? refuseUnknown([{ path, id }])

export const requireContractor = async (sql: Sql, id: string): Promise<void> => {
  if (!(await read(sql, isContractor(id)))) refuseUnknown([{ path: "contractor_id", id }])
}

interface Parties {
  warehouse_id: string
  contractor_id?: string
}

/** The warehouse of a document and, if it names one, its contractor. Throws: INVALID_DATA naming each that is unknown. */
export const requireParties = async (sql: Sql, parties: Parties): Promise<Warehouse> =>
  (await requirePartiesWith(sql, parties, {})).warehouse

/** As `requireParties`, with other reads. */
export const requirePartiesWith = async <Others extends Queries>(
  sql: Sql,
  parties: Parties,
  others: Others
) => {
  const { warehouse_id, contractor_id } = parties
  const queries = {
    warehouse: warehouseOf(warehouse_id),
    isKnown: contractor_id === undefined ? undefined : isContractor(contractor_id),
  }
  const found = await readTogether(sql, { ...queries, ...others })
  const { warehouse, isKnown } = found as ResultsOf<typeof queries>
  return {
    warehouse: requireKnown(parties, warehouse, isKnown ?? true),
    found: found as ResultsOf<Others>,
  }
}

const requireKnown = (
  { warehouse_id, contractor_id }: Parties,
  warehouse: Warehouse | null,
  isKnown: boolean
): Warehouse => {
  if (warehouse && isKnown) return warehouse
  return refuseUnknown([
    ...(warehouse ? [] : [{ path: "warehouse_id", id: warehouse_id }]),
    ...(isKnown ? [] : [{ path: "contractor_id", id: contractor_id ?? "" }]),
  ])
}

export const findWarehouseAt = async (
  sql: Sql,
  stockLocationId: string
): Promise<Warehouse | null> => {
  const [row] = await sql<object>(
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
      : [
          {
            index,
            code: "INVALID_DATA",
            path,
            message: `${path} ${value} is unknown.`,
            reason: "unknown",
          },
        ]
  )
  refuseLines("INVALID_DATA", refused)
}

/** Throws: NOT_CONSIGNMENT_WAREHOUSE. */
export const requireInbound = (warehouse: Warehouse): Warehouse => {
  if (warehouse.direction === "inbound") return warehouse
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "Only an inbound warehouse holds goods of contractors.",
    { warehouse_id: warehouse.id }
  )
}

/** A customer's warehouse. Throws: NOT_CONSIGNMENT_WAREHOUSE. */
export const requireOutbound = (warehouse: Warehouse): Warehouse & { contractorId: string } => {
  const { direction, contractorId } = warehouse
  if (direction === "outbound" && contractorId !== null) return { ...warehouse, contractorId }
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "Only an outbound warehouse holds our goods at a customer.",
    { warehouse_id: warehouse.id }
  )
}
