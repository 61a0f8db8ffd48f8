import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { rotatePeerKey } from "../../../../../../workflows/peers"
import { answering } from "../../../../../answering"
import { answerPeer } from "../../answer-peer"

export const POST = answering(async (req: MedusaRequest, res: MedusaResponse) => {
  await rotatePeerKey(req.scope, req.params.id ?? "")
  await answerPeer(req, res)
})
