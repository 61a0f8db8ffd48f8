import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { PostAnnouncedTakeBackBody } from "../../../../../../http-contract/outbound-documents"
import { postAnnouncedTakeBackWorkflow } from "../../../../../../workflows/documents"
import { answering } from "../../../../../answering"
import { warningsOf, type PostedAnswer } from "../../../../../posted"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<PostAnnouncedTakeBackBody>,
    res: MedusaResponse<PostedAnswer<"take_back">>
  ) => {
    const { result } = await postAnnouncedTakeBackWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        take_back_id: req.params.id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    res.json({ take_back: result, warnings: warningsOf(result) })
  }
)
