import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import {
  postConsignorReturnStep,
  type PostConsignorReturnInput,
} from "../steps/post-consignor-return"

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
