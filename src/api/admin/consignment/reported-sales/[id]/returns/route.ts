import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../../http-contract/document"
import type { PostReportedSaleReturnBody } from "../../../../../../http-contract/outbound-documents"
import { postReportedSaleReturnWorkflow } from "../../../../../../workflows/reported-sale-return"
import { answering } from "../../../../../answering"
import { answerPosted } from "../../../../../posted"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostReportedSaleReturnBody>,
    res: MedusaResponse<{ reported_sale_return: Document }>
  ) => {
    const { result } = await postReportedSaleReturnWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        reported_sale_id: req.params.id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    answerPosted(res, "reported_sale_return", result)
  }
)
