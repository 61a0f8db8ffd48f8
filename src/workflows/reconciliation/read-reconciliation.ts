import type { MedusaContainer } from "@medusajs/framework/types"
import { findUnposted } from "../host/find-unposted"
import { findLeakedReservations } from "../host/leaked-reservations"
import { hostLevels } from "../host/levels"
import { ledgerOf } from "../host/post-document"
import { findExceptionalFlows } from "../host/unfinished/exceptions"

/**
 * Where levels and lots disagree, what waits for a receipt, what host and ledger do not both know, and what the host has
 * reserved for nothing.
 */
export const readReconciliation = async (container: MedusaContainer) => {
  const { differences, pending } = await ledgerOf(container).reconcile(hostLevels)
  const unfinished = await findExceptionalFlows(container)
  const unposted = await findUnposted(container)
  return {
    differences,
    pending,
    unposted: [
      ...unfinished.map(({ kind, id, document_id, document_number }) => ({
        kind,
        id,
        document_id,
        document_number,
      })),
      ...unposted.map(({ kind, id }) => ({ kind, id, document_id: null, document_number: null })),
    ],
    leaked_reservations: await findLeakedReservations(container),
    checked_at: new Date().toISOString(),
  }
}
