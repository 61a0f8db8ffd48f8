import type { Sql } from "../database/sql"
import { ConsignmentError } from "../domain/errors"
import type { PeerWarehouseRow } from "./rows"

/** Our warehouse of a pair. Throws: NOT_CONSIGNMENT_WAREHOUSE (it has not been accepted yet). */
export const requirePairedWarehouse = async (
  sql: Sql,
  peerId: string,
  pairId: string
): Promise<string> => {
  const [row] = await sql<PeerWarehouseRow>(
    `select * from consignment_peer_warehouse where peer_id = ? and pair_id = ?`,
    [peerId, pairId]
  )
  if (row?.warehouse_id) return row.warehouse_id
  throw new ConsignmentError(
    "NOT_CONSIGNMENT_WAREHOUSE",
    "The goods are in a warehouse that has been offered and not accepted yet.",
    { pair_id: pairId }
  )
}
