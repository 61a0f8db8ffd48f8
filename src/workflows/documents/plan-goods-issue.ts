import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { toGoodsIssueReferences } from "./issue-references"
import type { PostGoodsIssueInput } from "./post-goods-issue"
import { hostLevels } from "../host/inventory/levels"
import { ledgerOf, withItems } from "../posting/post-document"
import { checkReferencesStep } from "../references/check-references"

export const planGoodsIssueStepId = "consignment-plan-goods-issue"

export const planGoodsIssueStep = createStep(
  planGoodsIssueStepId,
  async (input: PostGoodsIssueInput, { container }) => {
    const lines = await withItems(container, input.lines)
    return new StepResponse(
      await ledgerOf(container).planGoodsIssue({ ...input, lines }, hostLevels)
    )
  }
)

export const planGoodsIssueWorkflowId = "consignment-plan-goods-issue"

/** Tells the allocations a goods issue would have now. */
export const planGoodsIssueWorkflow = createWorkflow(
  planGoodsIssueWorkflowId,
  (input: WorkflowData<PostGoodsIssueInput>) => {
    checkReferencesStep(transform(input, toGoodsIssueReferences))
    return new WorkflowResponse(planGoodsIssueStep(input))
  }
)
