import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postOpeningBalance,
  type PostOpeningBalance,
} from "../../modules/consignment/ledger/documents/post-opening-balance"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostOpeningBalanceInput = NamingItems<PostOpeningBalance>

export const postOpeningBalanceStepId = "consignment-post-opening-balance"

/** Posts an opening balance. */
export const postOpeningBalanceStep = createPostingStep<PostOpeningBalanceInput>(
  postOpeningBalanceStepId,
  "opening_balance",
  postOpeningBalance
)

export const postOpeningBalanceWorkflowId = "consignment-post-opening-balance"

/** Posts the stock at go-live, and the balances that came with it. */
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
