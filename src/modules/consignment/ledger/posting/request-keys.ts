import type { Sql } from "../../database/sql"
import { refuseOtherRequest } from "./document-head"

/**
 * Takes note of a caller's key for a request that posts no document of its own; tells whether an earlier call has done
 * what this one asks for.
 * Throws: IDEMPOTENCY_MISMATCH.
 */
export const wasRequested = async (
  sql: Sql,
  kind: string,
  target: string,
  key: string | undefined
): Promise<boolean> => {
  if (key === undefined) return false
  const sourceKey = `${kind}:${key}`
  const added = await sql(
    `insert into consignment_request_key (key, request_hash) values (?, ?) on conflict do nothing returning key`,
    [sourceKey, target]
  )
  if (added.length > 0) return false
  const [known] = await sql<{ request_hash: string }>(
    `select request_hash from consignment_request_key where key = ?`,
    [sourceKey]
  )
  refuseOtherRequest(sourceKey, known?.request_hash ?? null, target)
  return true
}
