import {
  createWorkflow,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { createHookOnce } from "../../create-hook-once"
import { ConsignmentEvents } from "../../events"
import { announcePosted } from "../../host/announce"
import { postStockCountStep, type PostStockCountInput } from "../steps/post-stock-count"

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
