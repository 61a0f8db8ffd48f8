import type { MedusaContainer } from "@medusajs/framework/types"
import type { SettleCommand } from "../../modules/consignment/ledger/settling/settle"
import { hostLevels } from "../host/levels"
import { ledgerOf } from "../host/post-document"

/** What a settlement would say now; nothing is closed. */
export const previewSettlement = async (container: MedusaContainer, command: SettleCommand) =>
  await ledgerOf(container).previewSettlement(command, hostLevels)
