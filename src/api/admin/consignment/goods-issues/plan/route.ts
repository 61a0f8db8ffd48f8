import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Plan, PostGoodsIssueBody } from "../../../../../http-contract/goods-issue"
import { planGoodsIssueWorkflow } from "../../../../../workflows/goods-issue"
import { answering } from "../../../../answering"

export const POST = answering(
  async (req: MedusaRequest<PostGoodsIssueBody>, res: MedusaResponse<{ plan: Plan }>) => {
    const { result } = await planGoodsIssueWorkflow(req.scope).run({ input: req.validatedBody })
    res.json({ plan: result })
  }
)
