import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ResumePeerBody } from "../../../../../../http-contract/peer"
import { resumePeer, type ResumePeer } from "../../../../../../workflows/peers"
import { answering } from "../../../../../answering"
import { answerPeer } from "../../answer-peer"

export const POST = answering(async (req: MedusaRequest<ResumePeerBody>, res: MedusaResponse) => {
  await resumePeer(req.scope, req.params.id ?? "", req.validatedBody as ResumePeer)
  await answerPeer(req, res)
})
