import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { hostLevels } from "../../host/levels"
import { ledgerOf, withItems } from "../../host/post-document"
import type { PostGoodsIssueInput } from "./post-goods-issue"

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
