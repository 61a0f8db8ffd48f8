import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type {
  CountedTakeBack,
  PostCountedTakeBackBody,
} from "../../../../http-contract/outbound-documents"
import { postCountedTakeBackWorkflow } from "../../../../workflows/counted-take-back"
import { answering } from "../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostCountedTakeBackBody>,
    res: MedusaResponse<{ counted_take_back: CountedTakeBack }>
  ) => {
    const { result } = await postCountedTakeBackWorkflow(req.scope).run({
      input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
    })
    const { is_new: isNew, reported_sale, stock_count, take_back } = result
    res
      .status(isNew ? 201 : 200)
      .json({ counted_take_back: { reported_sale, stock_count, take_back } })
  }
)
