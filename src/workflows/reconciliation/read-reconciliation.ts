import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { findUnposted, GRACE_SECONDS } from "../host/catch-up/find-unposted"
import { findReach } from "../host/catch-up/search-mark"
import { findLeakedReservations } from "../host/inventory/leaked-reservations"
import { hostLevels } from "../host/inventory/levels"
import { ledgerOf } from "../posting/post-document"
import { findExceptionalFlows } from "../host/catch-up/unfinished/exceptions"

export interface ReadReconciliation {
  /** Of each list; null: all of it. */
  limit: number | null
  offset: number
  /** Searches unposted facts from the mark of the catch-up on, not all since go-live. */
  is_recent: boolean
}

/**
 * Where levels and lots disagree, what waits for a receipt, what host and ledger do not both know, and what the host has
 * reserved for nothing.
 */
export const readReconciliation = async (
  container: MedusaContainer,
  { limit, offset, is_recent: isRecent }: ReadReconciliation
) => {
  const { differences, pending } = await ledgerOf(container).reconcile(hostLevels)
  const unposted = await findExceptions(container, isRecent)
  const leaked = await findLeakedReservations(container)
  const pageOf = <Row>(rows: Row[]): Row[] =>
    rows.slice(offset, limit === null ? undefined : offset + limit)
  const [differencesShown, pendingShown, leakedShown] = [
    pageOf(differences),
    pageOf(pending),
    pageOf(leaked),
  ]
  const withName = await namingLocations(container, [
    ...differencesShown,
    ...pendingShown,
    ...leakedShown,
  ])
  const counts = {
    differences: differences.length,
    pending: pending.length,
    unposted: unposted.length,
    leaked_reservations: leaked.length,
  }
  return {
    differences: differencesShown.map(withName),
    pending: pendingShown.map(withName),
    unposted: pageOf(unposted),
    leaked_reservations: leakedShown.map(withName),
    counts,
    count: Math.max(...Object.values(counts)),
    offset,
    limit,
    checked_at: new Date().toISOString(),
  }
}

const findExceptions = async (container: MedusaContainer, isRecent: boolean) => {
  const unfinished = await findExceptionalFlows(container)
  const reach = isRecent ? await findReach(container, { isDaily: false }) : "everything"
  const unposted = await findUnposted(container, GRACE_SECONDS, reach)
  return [
    ...unfinished.map(({ kind, id, document_id, document_number }) => ({
      kind,
      id,
      document_id,
      document_number,
    })),
    ...unposted.map(({ kind, id }) => ({ kind, id, document_id: null, document_number: null })),
  ]
}

/** Adds the names of their stock locations to rows. */
const namingLocations = async (
  container: MedusaContainer,
  placed: { stock_location_id: string }[]
) => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const ids = [...new Set(placed.map((row) => row.stock_location_id))]
  const { rows } = await connection.raw<{ rows: { id: string; name: string }[] }>(
    `select id, name from stock_location where id = any(?::text[])`,
    [ids]
  )
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return <Row extends { stock_location_id: string }>(row: Row) => ({
    ...row,
    stock_location_name: names.get(row.stock_location_id) ?? null,
  })
}
