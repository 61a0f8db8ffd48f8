import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import {
  postOwnershipTransferStep,
  type PostOwnershipTransferInput,
} from "../steps/post-ownership-transfer"

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
