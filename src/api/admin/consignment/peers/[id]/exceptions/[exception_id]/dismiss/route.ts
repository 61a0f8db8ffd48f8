import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { DismissPeerExceptionBody } from "../../../../../../../../http-contract/peer"
import { dismissException } from "../../../../../../../../workflows/peers"
import { answering } from "../../../../../../../answering"
import { answerException } from "../answer-exception"

export const POST = answering(
  async (req: AuthenticatedMedusaRequest<DismissPeerExceptionBody>, res: MedusaResponse) => {
    await dismissException(req.scope, {
      peer_id: req.params.id ?? "",
      exception_id: req.params.exception_id ?? "",
      dismissed_by: req.auth_context.actor_id,
      reason: req.validatedBody.reason,
    })
    await answerException(req, res)
  }
)
