import type { PostOwnershipTransfer } from "../../../modules/consignment/ledger/documents/post-ownership-transfer"
import { hostLevels } from "../../host/levels"
import { createPostingStep, type NamingItems } from "../../host/post-document"

export type PostOwnershipTransferInput = NamingItems<PostOwnershipTransfer>

export const postOwnershipTransferStepId = "consignment-post-ownership-transfer"

/** Posts an ownership transfer. */
export const postOwnershipTransferStep = createPostingStep<PostOwnershipTransferInput>(
  postOwnershipTransferStepId,
  (ledger, command) => ledger.postOwnershipTransfer(command, hostLevels)
)
