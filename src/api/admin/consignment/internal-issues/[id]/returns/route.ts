import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../../http-contract/document"
import type { PostGoodsIssueReturnBody } from "../../../../../../http-contract/goods-issue"
import { postInternalIssueReturnWorkflow } from "../../../../../../workflows/internal-issue-return"
import { answering } from "../../../../../answering"
import { answerPosted } from "../../../../../posted"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostGoodsIssueReturnBody>,
    res: MedusaResponse<{ internal_issue_return: Document }>
  ) => {
    const { result } = await postInternalIssueReturnWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        goods_issue_id: req.params.id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    answerPosted(res, "internal_issue_return", result)
  }
)
