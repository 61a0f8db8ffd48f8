import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postConsignorReturn,
  type PostConsignorReturn,
} from "../../modules/consignment/ledger/documents/post-consignor-return"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostConsignorReturnInput = NamingItems<PostConsignorReturn>

export const postConsignorReturnStepId = "consignment-post-consignor-return"

/** Posts a consignor return. */
export const postConsignorReturnStep = createPostingStep<PostConsignorReturnInput>(
  postConsignorReturnStepId,
  "consignor_return",
  postConsignorReturn
)

export const postConsignorReturnWorkflowId = "consignment-post-consignor-return"

/** Sends unsold goods back to their owner. */
export const postConsignorReturnWorkflow = createWorkflow(
  postConsignorReturnWorkflowId,
  (input: WorkflowData<PostConsignorReturnInput>) => {
    const posted = postConsignorReturnStep(input)
    announcePosted(ConsignmentEvents.CONSIGNOR_RETURN_POSTED, posted)
    const consignorReturnPosted = createHookOnce("consignorReturnPosted", posted, {
      consignor_return: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [consignorReturnPosted] })
  }
)
