import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postOwnershipTransfer,
  type PostOwnershipTransfer,
} from "../../modules/consignment/ledger/documents/post-ownership-transfer"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostOwnershipTransferInput = NamingItems<PostOwnershipTransfer>

export const postOwnershipTransferStepId = "consignment-post-ownership-transfer"

/** Posts an ownership transfer. */
export const postOwnershipTransferStep = createPostingStep<PostOwnershipTransferInput>(
  postOwnershipTransferStepId,
  "ownership_transfer",
  postOwnershipTransfer
)

export const postOwnershipTransferWorkflowId = "consignment-post-ownership-transfer"

/** Buys consigned goods without selling them. */
export const postOwnershipTransferWorkflow = createWorkflow(
  postOwnershipTransferWorkflowId,
  (input: WorkflowData<PostOwnershipTransferInput>) => {
    const posted = postOwnershipTransferStep(input)
    announcePosted(ConsignmentEvents.OWNERSHIP_TRANSFER_POSTED, posted)
    const ownershipTransferPosted = createHookOnce("ownershipTransferPosted", posted, {
      ownership_transfer: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [ownershipTransferPosted] })
  }
)
