import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { checkReferencesStep } from "../../references/check-references"
import { toGoodsIssueReferences } from "../references"
import { planGoodsIssueStep } from "../steps/plan-goods-issue"
import type { PostGoodsIssueInput } from "../steps/post-goods-issue"

export const planGoodsIssueWorkflowId = "consignment-plan-goods-issue"

/** Tells the allocations a goods issue would have now. */
export const planGoodsIssueWorkflow = createWorkflow(
  planGoodsIssueWorkflowId,
  (input: WorkflowData<PostGoodsIssueInput>) => {
    checkReferencesStep(transform(input, toGoodsIssueReferences))
    return new WorkflowResponse(planGoodsIssueStep(input))
  }
)
