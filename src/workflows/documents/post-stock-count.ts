import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import {
  postStockCount,
  type PostStockCount,
} from "../../modules/consignment/ledger/documents/post-stock-count"
import { createHookOnce } from "../create-hook-once"
import { ConsignmentEvents } from "../events"
import { announcePosted } from "../posting/announce"
import { createPostingStep, type NamingItems } from "../posting/post-document"

export type PostStockCountInput = NamingItems<PostStockCount>

export const postStockCountStepId = "consignment-post-stock-count"

/** Posts a stock count. */
export const postStockCountStep = createPostingStep<PostStockCountInput>(
  postStockCountStepId,
  "stock_count",
  postStockCount
)

export const postStockCountWorkflowId = "consignment-post-stock-count"

/** Books what was counted against what was in the books. */
export const postStockCountWorkflow = createWorkflow(
  postStockCountWorkflowId,
  (input: WorkflowData<PostStockCountInput>) => {
    const posted = postStockCountStep(input)
    announcePosted(ConsignmentEvents.STOCK_COUNT_POSTED, posted)
    const stockCountPosted = createHookOnce("stockCountPosted", posted, {
      stock_count: posted.document,
    })
    return new WorkflowResponse(posted, { hooks: [stockCountPosted] })
  }
)
