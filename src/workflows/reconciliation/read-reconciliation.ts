import type { MedusaContainer } from "@medusajs/framework/types"
import { findUnposted } from "../host/find-unposted"
import { findLeakedReservations } from "../host/leaked-reservations"
import { hostLevels } from "../host/levels"
import { ledgerOf } from "../host/post-document"

/**
 * Where levels and lots disagree, what waits for a receipt, what the host did without a document of ours, and what it has
 * reserved for nothing.
 */
export const readReconciliation = async (container: MedusaContainer) => {
  const { differences, pending } = await ledgerOf(container).reconcile(hostLevels)
  const unposted = await findUnposted(container)
  return {
    differences,
    pending,
    unposted: unposted.map(({ kind, id }) => ({ kind, id })),
    leaked_reservations: await findLeakedReservations(container),
    checked_at: new Date().toISOString(),
  }
}
