import type { MedusaContainer } from "@medusajs/framework/types"
import { hostLevels } from "../host/inventory/levels"
import { withItemLocks } from "../host/inventory/locks"
import { ledgerOf } from "../posting/post-document"

/** Ends the hires that are over, under the host's locks of their items. Answers how many items it has looked at. */
export const endDueHires = async (container: MedusaContainer): Promise<number> => {
  const ledger = ledgerOf(container)
  const itemIds = await ledger.loans.findDueItems()
  if (itemIds.length === 0) return 0
  await withItemLocks(container, itemIds, () => ledger.loans.endDue(itemIds, hostLevels))
  return itemIds.length
}
