import type { MedusaContainer } from "@medusajs/framework/types"
import type { SettleCommand } from "../../modules/consignment/ledger/settling/settle"
import { hostLevels } from "../host/inventory/levels"
import { ledgerOf } from "../posting/post-document"

/** Previews a settlement; nothing is closed. */
export const previewSettlement = async (container: MedusaContainer, command: SettleCommand) =>
  await ledgerOf(container).previewSettlement(command, hostLevels)
