import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Document } from "../../../../../../http-contract/document"
import type { SettleTakeBackDifferenceBody } from "../../../../../../http-contract/outbound-documents"
import { settleTakeBackDifferenceWorkflow } from "../../../../../../workflows/documents"
import { answering } from "../../../../../answering"

export const POST = answering(
  async (
    req: AuthenticatedMedusaRequest<SettleTakeBackDifferenceBody>,
    res: MedusaResponse<{ take_back: Document }>
  ) => {
    const { result } = await settleTakeBackDifferenceWorkflow(req.scope).run({
      input: {
        ...req.validatedBody,
        take_back_id: req.params.id ?? "",
        created_by: req.auth_context.actor_id,
      },
    })
    res.json({ take_back: result })
  }
)
