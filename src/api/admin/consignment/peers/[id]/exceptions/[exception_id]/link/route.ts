import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retryException } from "../../../../../../../../workflows/peers"
import { answering } from "../../../../../../../answering"
import { answerException } from "../answer-exception"

export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  await retryException(req.scope, {
    peer_id: req.params.id ?? "",
    exception_id: req.params.exception_id ?? "",
    resolved_by: req.auth_context.actor_id,
    link: true,
  })
  await answerException(req, res)
})
