import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Plan, PostGoodsIssueBody } from "../../../../../http-contract/goods-issue"
import type { DocumentWarning } from "../../../../../http-contract/document"
import { planGoodsIssueWorkflow } from "../../../../../workflows/documents"
import { answering } from "../../../../answering"

export const POST = answering(
  async (
    req: MedusaRequest<PostGoodsIssueBody>,
    res: MedusaResponse<{ plan: Plan; warnings: DocumentWarning[] }>
  ) => {
    const { result } = await planGoodsIssueWorkflow(req.scope).run({ input: req.validatedBody })
    const { warnings, ...plan } = result
    res.json({ plan, warnings })
  }
)
