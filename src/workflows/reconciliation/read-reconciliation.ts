import type { MedusaContainer } from "@medusajs/framework/types"
import { findUnposted } from "../host/find-unposted"
import { hostLevels } from "../host/levels"
import { ledgerOf } from "../host/post-document"

/** Where levels and lots disagree, what waits for a receipt, and what the host did without a document of ours. */
export const readReconciliation = async (container: MedusaContainer) => {
  const { differences, pending } = await ledgerOf(container).reconcile(hostLevels)
  const unposted = await findUnposted(container)
  return {
    differences,
    pending,
    unposted: unposted.map(({ kind, id }) => ({ kind, id })),
    checked_at: new Date().toISOString(),
  }
}
