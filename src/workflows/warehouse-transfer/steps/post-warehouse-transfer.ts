import type { PostWarehouseTransfer } from "../../../modules/consignment/ledger/documents/post-warehouse-transfer"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostWarehouseTransferInput = NamingItems<PostWarehouseTransfer>

export const postWarehouseTransferStepId = "consignment-post-warehouse-transfer"

/** Posts a warehouse transfer. */
export const postWarehouseTransferStep = createPostingStep<PostWarehouseTransferInput>(
  postWarehouseTransferStepId,
  (ledger, command) => ledger.postWarehouseTransfer(command, hostLevels)
)
