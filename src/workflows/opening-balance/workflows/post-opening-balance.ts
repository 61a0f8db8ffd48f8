import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { postOpeningBalanceStep, type PostOpeningBalanceInput } from "../steps/post-opening-balance"

export const postOpeningBalanceWorkflowId = "consignment-post-opening-balance"

/** Books what lay there at go-live, and the balances that came with it. */
export const postOpeningBalanceWorkflow = createWorkflow(
  postOpeningBalanceWorkflowId,
  (input: WorkflowData<PostOpeningBalanceInput>) => {
    const posted = postOpeningBalanceStep(input)
    announcePosted(ConsignmentEvents.OPENING_BALANCE_POSTED, posted)
    const openingBalancePosted = createHookOnce("openingBalancePosted", posted, {
      opening_balance: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [openingBalancePosted] })
  }
)
