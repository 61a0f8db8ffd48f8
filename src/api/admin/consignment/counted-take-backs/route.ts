import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { DocumentWarning } from "../../../../http-contract/document"
import type {
  CountedTakeBack,
  PostCountedTakeBackBody,
} from "../../../../http-contract/outbound-documents"
import { postCountedTakeBackWorkflow } from "../../../../workflows/documents"
import { answering } from "../../../answering"
import { warningsOf } from "../../../posted"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostCountedTakeBackBody>,
    res: MedusaResponse<{ counted_take_back: CountedTakeBack; warnings: DocumentWarning[] }>
  ) => {
    const { result } = await postCountedTakeBackWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    const { is_new: isNew, reported_sale, stock_count, take_back } = result
    res.status(isNew ? 201 : 200).json({
      counted_take_back: { reported_sale, stock_count, take_back },
      warnings: warningsOf(reported_sale, stock_count, take_back),
    })
  }
)
