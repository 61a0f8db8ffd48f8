import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { JoinPeerBody } from "../../../../../http-contract/peer"
import { joinPeer } from "../../../../../workflows/peers"
import { answering } from "../../../../answering"

export const POST = answering(
  async (req: AuthenticatedMedusaRequest<JoinPeerBody>, res: MedusaResponse) => {
    const joined = await joinPeer(
      req.scope,
      { ...req.validatedBody, created_by: req.auth_context.actor_id },
      { ownUrl: `${req.protocol}://${req.get("host") ?? ""}` }
    )
    res.status(201).json(joined)
  }
)
